package io.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.orrery.EnqueueOptions;
import io.orrery.JobId;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Brokers;
import io.orrery.store.Inserts;
import io.orrery.store.NewJob;
import io.orrery.store.PostgresStore;
import io.orrery.store.UniqueInsert;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What breaks inside the client must leave nobody waiting, and nobody else hurt. */
class FaultTest extends ClientTest {
  private final PostgresStore store = database.open();
  private final Broker broker = Brokers.connect(config.broker(), "test", new BrokerEvents() {});

  private final List<Wires> wires = new ArrayList<>();

  @AfterEach
  void closeStore() {
    wires.forEach(Wires::close);
    store.close();
    broker.close();
  }

  @Test
  void aJobThatCannotBeWrittenHurtsNobodyBesideIt() {
    SharedCommit shared = shared(new Choosy(store.inserts()), wires(2));

    List<Throwable> failures =
        Crowd.call(
            1_000, i -> catchThrowable(() -> shared.write(aJob(i % 250 == 0 ? "odd" : "fine"))));

    assertThat(IntStream.range(0, 1_000).filter(i -> failures.get(i) != null))
        .containsExactly(0, 250, 500, 750);
    assertThat(failures.getFirst()).hasRootCauseMessage("an odd job");
    assertThat(jobs()).isEqualTo(996);
  }

  @Test
  void whereNoThreadCanStartTheCallerIsToldAndTheNextOneIsServed() throws Exception {
    SharedCommit shared = shared(store.inserts(), kept(new Wires(1, shortOfMemory())));

    assertThat(outcome(shared)).hasRootCauseInstanceOf(OutOfMemoryError.class);

    assertThat(outcome(shared)).isNull();
    assertThat(jobs()).isEqualTo(1);
  }

  @Test
  void whereTheWiresHaveEndedTheClientIsClosed() throws Exception {
    Wires ended = wires(1);
    SharedCommit shared = shared(store.inserts(), ended);
    ended.close();

    assertThat(outcome(shared)).isInstanceOf(ClientClosed.class);
    assertThat(outcome(shared)).isInstanceOf(ClientClosed.class);
  }

  @Test
  void aLongTurnIsGivenBackWhereNoThreadCanStart() throws Exception {
    Wires scarce = kept(new Wires(1, shortOfMemory()));

    assertThatThrownBy(() -> scarce.submitLong(() -> 1)).isInstanceOf(OutOfMemoryError.class);

    FutureTask<Integer> next = new FutureTask<>(() -> scarce.submitLong(() -> 1).get());
    Thread.ofVirtual().start(next);
    assertThat(next.get(SOON.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void aRingThatFailsIsNoFailureOfTheEnqueue() {
    Broker broken =
        (Broker)
            Proxy.newProxyInstance(
                Broker.class.getClassLoader(),
                new Class<?>[] {Broker.class},
                (proxy, method, arguments) -> {
                  throw new IllegalStateException("a broken broker");
                });

    Ringer ringer = new Ringer(broken, Clock.systemUTC(), config.client());
    NewJob job = aJob("fine", o -> o.uniqueKey("k"));

    UniqueInsert written = new UniqueCommit(store.inserts(), ringer, wires(1)).write(job);

    assertThat(written).isEqualTo(new UniqueInsert(job.id(), false));
    assertThat(jobs()).isEqualTo(1);
  }

  /** Has none for the first thread that is asked for. */
  private static ThreadFactory shortOfMemory() {
    AtomicBoolean once = new AtomicBoolean();
    return work -> {
      if (!once.getAndSet(true)) {
        throw new OutOfMemoryError("unable to create native thread");
      }
      return Thread.ofPlatform().daemon().unstarted(work);
    };
  }

  private Wires wires(int count) {
    return kept(new Wires(count));
  }

  private Wires kept(Wires made) {
    wires.add(made);
    return made;
  }

  private SharedCommit shared(Inserts inserts, Wires wires) {
    Ringer ringer = new Ringer(broker, Clock.systemUTC(), config.client());
    return new SharedCommit(inserts, ringer, wires, config.client());
  }

  /** What a write throws; null for nothing. Fails where it never ends. */
  private static Throwable outcome(SharedCommit shared) throws Exception {
    FutureTask<Throwable> writing =
        new FutureTask<>(() -> catchThrowable(() -> shared.write(aJob("fine"))));
    Thread.ofVirtual().start(writing);
    return writing.get(SOON.toSeconds(), TimeUnit.SECONDS);
  }

  private static NewJob aJob(String type) {
    return aJob(type, o -> o);
  }

  private static NewJob aJob(String type, UnaryOperator<EnqueueOptions> options) {
    return new NewJob(JobId.next(), type, options.apply(EnqueueOptions.of(MAIL)), new byte[] {1});
  }

  /** The real thing, but for a type of jobs that it fails to bring on the wire. */
  private record Choosy(Inserts inserts) implements Inserts {
    @Override
    public void insert(Collection<NewJob> jobs) {
      if (jobs.stream().anyMatch(job -> job.type().equals("odd"))) {
        throw new IllegalArgumentException("an odd job");
      }
      inserts.insert(jobs);
    }

    @Override
    public UniqueInsert insertUnique(NewJob job) {
      return inserts.insertUnique(job);
    }

    @Override
    public void insert(Connection transaction, Collection<NewJob> jobs) {
      throw new UnsupportedOperationException();
    }

    @Override
    public UniqueInsert insertUnique(Connection transaction, NewJob job) {
      throw new UnsupportedOperationException();
    }
  }
}

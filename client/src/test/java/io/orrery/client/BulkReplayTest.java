package io.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.Actor;
import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Brokers;
import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import io.orrery.dead.DeadFilter;
import io.orrery.store.PostgresStore;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Many dead letters are replayed at a bounded rate, by a clock that moves when it is waited for.
 */
class BulkReplayTest extends ClientTest {
  private static final Actor ANN = new Actor("ann@desk");
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** A pause takes no time, and moves the clock. */
  private static final class Time implements Pacer {
    private long now;
    private long pauses;
    private Runnable meanwhile = () -> {};

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public void pause(long nanos) throws InterruptedException {
      now += nanos;
      pauses++;
      meanwhile.run();
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private final Time time = new Time();
  private final PostgresStore store = database.open();
  private final Broker broker = Brokers.connect(config.broker(), "test", new BrokerEvents() {});
  private final Wires wires = new Wires(2);
  private final DeadLetters letters =
      new StoredDeadLetters(
              new Gate(10, 2),
              wires,
              store.deadRows(),
              new Codec(CodecLimits.DEFAULT),
              new Ringer(broker, Clock.systemUTC(), config.client()),
              time)
          .as(ANN);
  private final StandInWorker worker = new StandInWorker(database);

  @AfterEach
  void closeParts() {
    worker.close();
    wires.close();
    broker.close();
    store.close();
  }

  @Test
  void tenThousandAreReplayedAtTheirRateAndRunOnceMore() {
    DeadRowsOf.insert(database, 10_000);
    List<BulkOutcome> told = new ArrayList<>();
    List<Double> rates = new ArrayList<>();

    BulkOutcome outcome =
        letters.replay(
            DeadFilter.ALL.type("send-email"),
            BulkOptions.DEFAULT.progress(
                so -> {
                  told.add(so);
                  // The step that has just been made may begin its turn now.
                  rates.add((so.changed() - 100) / Math.max(1e-9, (double) time.now / SECOND));
                }));

    assertThat(outcome).isEqualTo(new BulkOutcome(10_000, 0, 0, 0, true));
    assertThat(told).hasSize(100);
    assertThat(rates.subList(1, 100)).allMatch(rate -> rate <= 500.001);
    assertThat(time.now).isBetween(19 * SECOND, 20 * SECOND);
    ears.awaitJobs(10_000);
    assertThat(ears.rung()).hasSize(10_000).doesNotHaveDuplicates();

    List<JobId> rung = ears.rung();
    List<JobId> ran = new ArrayList<>();
    for (int i = 0; i < rung.size(); i += 500) {
      ran.addAll(worker.succeed(rung.subList(i, i + 500)));
    }
    assertThat(ran).hasSize(10_000).doesNotHaveDuplicates();
    assertThat(
            database.number(
                "SELECT count(*) FROM orrery.job WHERE state = 'SUCCEEDED' AND attempts = 2"))
        .isEqualTo(10_000);
    assertThat(
            database.number(
                "SELECT count(DISTINCT job_id) FROM orrery.audit WHERE action = 'job.replay'"))
        .isEqualTo(10_000);
    assertThat(database.number("SELECT count(*) FROM orrery.audit")).isEqualTo(10_000);
  }

  /** Those that it replayed are later than its beginning when they die again. */
  @Test
  void whatDiesAgainMeanwhileIsNotReplayedTwice() {
    DeadRowsOf.insert(database, 30);
    time.meanwhile = this::killWhatWaits;

    BulkOutcome outcome = letters.replay(DeadFilter.ALL, BulkOptions.DEFAULT.rate(5).most(100));

    killWhatWaits();
    assertThat(outcome).isEqualTo(new BulkOutcome(30, 0, 0, 0, true));
    assertThat(database.number("SELECT count(*) FROM orrery.audit")).isEqualTo(30);
    assertThat(
            database.number(
                "SELECT count(*) FROM orrery.job WHERE state = 'DEAD' AND attempts = 2"))
        .isEqualTo(30);
  }

  private void killWhatWaits() {
    database
        .column("SELECT id FROM orrery.job WHERE state = 'PENDING'")
        .forEach(id -> worker.discard(JobId.parse(id), "java.io.IOException", "still down"));
  }

  @Test
  void itSaysWhatItCouldNotReplay() throws Exception {
    JobId keyed = withKey("a");
    JobId held = withKey("b");
    JobId taken = withKey("c");
    for (JobId each : List.of(keyed, held, taken)) {
      worker.discard(each, "java.io.IOException", "down");
    }
    JobId holder = withKey("a");
    DeadRowsOf.insert(database, 5);
    try (Connection other = database.connect()) {
      other.setAutoCommit(false);
      other
          .createStatement()
          .execute("SELECT FROM orrery.job WHERE id = '" + held + "' FOR UPDATE");

      BulkOutcome outcome = letters.replay(DeadFilter.ALL, BulkOptions.DEFAULT);

      assertThat(outcome.keyHeld()).isOne();
      assertThat(outcome.held()).isOne();
      assertThat(outcome.changed()).isEqualTo(6);
      assertThat(outcome.complete()).isTrue();
    }
    assertThat(row(keyed, "state")).isEqualTo("DEAD");
    assertThat(row(holder, "state")).isEqualTo("PENDING");
    assertThat(database.column("SELECT DISTINCT actor FROM orrery.audit"))
        .containsExactly("ann@desk");
    assertThat(row(taken, "state")).isEqualTo("PENDING");
  }

  @Test
  void anInterruptEndsItAfterItsStep() {
    DeadRowsOf.insert(database, 300);
    time.meanwhile = () -> Thread.currentThread().interrupt();

    BulkOutcome outcome = letters.replay(DeadFilter.ALL, BulkOptions.DEFAULT);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome).isEqualTo(new BulkOutcome(100, 0, 0, 0, false));
    assertThat(database.number("SELECT count(*) FROM orrery.job WHERE state = 'PENDING'"))
        .isEqualTo(100);
  }

  @Test
  void anInterruptBeforeItBeginsChangesNothing() {
    DeadRowsOf.insert(database, 3);

    Thread.currentThread().interrupt();
    BulkOutcome outcome = letters.replay(DeadFilter.ALL, BulkOptions.DEFAULT);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome).isEqualTo(BulkOutcome.NONE);
  }

  @Test
  void itChangesNoMoreThanIsAskedFor() {
    DeadRowsOf.insert(database, 300);

    BulkOutcome outcome = letters.replay(DeadFilter.ALL, BulkOptions.DEFAULT.most(130));

    assertThat(outcome).isEqualTo(new BulkOutcome(130, 0, 0, 0, false));
    assertThat(time.pauses).isOne();
  }

  @Test
  void aFailureSaysHowFarItCame() {
    DeadRowsOf.insert(database, 300);
    time.meanwhile = () -> database.execute("ALTER TABLE orrery.audit RENAME TO lost");

    assertThatThrownBy(() -> letters.replay(DeadFilter.ALL, BulkOptions.DEFAULT))
        .isInstanceOfSatisfying(
            DeadLettersStopped.class,
            stopped -> assertThat(stopped.soFar().changed()).isEqualTo(100))
        .hasMessageContaining("the replay of dead letters stopped after 100 were changed");
    assertThat(database.number("SELECT count(*) FROM orrery.job WHERE state = 'DEAD'"))
        .isEqualTo(200);
  }

  @Test
  void discardsGoThroughInTheSameWay() {
    DeadRowsOf.insert(database, 250);

    BulkOutcome outcome = letters.discard(DeadFilter.ALL, "ann has left", BulkOptions.DEFAULT);

    assertThat(outcome).isEqualTo(new BulkOutcome(250, 0, 0, 0, true));
    assertThat(time.now).isPositive();
    assertThat(
            database.number(
                "SELECT count(*) FROM orrery.job WHERE state = 'CANCELLED' AND reason = 'ann has left'"))
        .isEqualTo(250);
    assertThat(database.number("SELECT count(*) FROM orrery.audit WHERE action = 'job.discard'"))
        .isEqualTo(250);
  }

  private JobId withKey(String key) {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN, o -> o.uniqueKey(key));
    assertThat(sent.status().state()).isEqualTo(JobState.PENDING);
    return sent.id();
  }
}

package io.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.JobId;
import io.orrery.JobStatus;
import io.orrery.QueueName;
import io.orrery.store.AttemptRecord;
import io.orrery.store.JobEnd;
import io.orrery.store.PostgresStore;
import io.orrery.store.Reads;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitersTest extends ClientTest {
  private final PostgresStore store = database.open();
  private final Counted reads = new Counted(store.reads());
  private final Waiters waiters = new Waiters(reads);

  @AfterEach
  void closeStore() {
    waiters.close();
    store.close();
  }

  @Test
  void allWhoWaitShareTheirStatements() {
    List<JobHandle<Receipt>> jobs =
        client.enqueueAll(MAIL, Stream.generate(() -> TO_ANN).limit(200).toList());

    Crowd.call(200, i -> await(jobs.get(i).id()));

    // Each looks about 8 times in a second, which would be 1,600 statements.
    assertThat(reads.looks.get()).isBetween(4, 200);
  }

  @Test
  void aLoneWaiterLooksLessAndLess() {
    JobId job = client.enqueue(MAIL, TO_ANN).id();

    Optional<JobEnd> end = await(job);

    assertThat(end).isEmpty();
    assertThat(reads.looks.get()).isBetween(3, 9);
  }

  @Test
  void nothingLooksOnceNobodyWaits() throws InterruptedException {
    waiters.await(client.enqueue(MAIL, TO_ANN).id(), Duration.ofMillis(20));

    Awaitility.await()
        .atMost(SOON)
        .until(() -> threads().noneMatch(name -> name.equals("orrery-await")));
  }

  @Test
  void aFailedLookEndsItsWaitsAndNotTheLooking() {
    JobId job = client.enqueue(MAIL, TO_ANN).id();
    reads.afterLook(
        () -> {
          throw new StackOverflowError("too deep");
        });

    assertThatThrownBy(() -> waiters.await(job, SOON)).hasStackTraceContaining("too deep");

    reads.afterLook(() -> {});
    client.handle(job, MAIL).cancel("enough");
    assertThat(await(job)).isPresent();
  }

  @Test
  void whereTheThreadEndsNobodyIsForgottenAndTheNextGetsAnother() {
    JobId job = client.enqueue(MAIL, TO_ANN).id();
    reads.afterLook(() -> Thread.currentThread().interrupt());

    assertThatThrownBy(() -> waiters.await(job, SOON))
        .hasRootCauseInstanceOf(InterruptedException.class);

    reads.afterLook(() -> {});
    client.handle(job, MAIL).cancel("enough");
    assertThat(await(job)).isPresent();
  }

  private Optional<JobEnd> await(JobId job) {
    try {
      return waiters.await(job, Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
  }

  /** The real thing, counted, and with something that happens after each look. */
  private static final class Counted implements Reads {
    final AtomicInteger looks = new AtomicInteger();
    private final Reads reads;
    private volatile Runnable afterLook = () -> {};

    Counted(Reads reads) {
      this.reads = reads;
    }

    void afterLook(Runnable action) {
      afterLook = action;
    }

    @Override
    public Map<JobId, JobEnd> ends(Collection<JobId> ids) {
      looks.incrementAndGet();
      Map<JobId, JobEnd> ends = reads.ends(ids);
      afterLook.run();
      return ends;
    }

    @Override
    public Map<JobId, JobStatus> statuses(Collection<JobId> ids) {
      return reads.statuses(ids);
    }

    @Override
    public boolean served(QueueName queue, String type) {
      return reads.served(queue, type);
    }

    @Override
    public List<AttemptRecord> attempts(JobId id) {
      return reads.attempts(id);
    }
  }
}

package io.orrery.worker;

import static io.orrery.worker.Handlers.PLAIN;
import static io.orrery.worker.Handlers.plain;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.Discard;
import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.JobStatus;
import io.orrery.RetryAfter;
import io.orrery.Snooze;
import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import io.orrery.config.HandlerThreads;
import io.orrery.store.AttemptRecord;
import io.orrery.worker.Handlers.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How an attempt ends, and what becomes of its job. */
@ParameterizedClass
@EnumSource(names = {"VIRTUAL", "PLATFORM"})
class OutcomeTest extends WorkerTest {
  private static final Text HELLO = new Text("hello");

  private final HandlerThreads threads;

  OutcomeTest(HandlerThreads threads) {
    super(threads);
    this.threads = threads;
  }

  @Test
  void asManyHandlersRunAtOnceAsThereAreSlotsOnThreadsOfTheKindAskedFor() {
    CyclicBarrier all = new CyclicBarrier(3);
    Queue<Boolean> virtual = new ConcurrentLinkedQueue<>();
    start(
        aWorker(
                plain(
                    (text, job) -> {
                      virtual.add(Thread.currentThread().isVirtual());
                      all.await();
                      return text;
                    }))
            .queue("default", all.getParties()));

    Stream.generate(() -> enqueue(PLAIN, HELLO))
        .limit(all.getParties())
        .toList()
        .forEach(id -> awaitState(id, JobState.SUCCEEDED));

    assertThat(virtual).hasSize(all.getParties()).containsOnly(threads == HandlerThreads.VIRTUAL);
  }

  @Test
  void theAttemptsOfAJobShareAnIdempotencyKeyThatNoOtherJobHas() {
    Queue<String> keys = new ConcurrentLinkedQueue<>();
    start(
        aWorker(
            plain(
                (text, job) -> {
                  keys.add(job.idempotencyKey());
                  return job.attempt() == 1 ? fail() : text;
                })));

    for (JobId id : List.of(enqueue(PLAIN, HELLO), enqueue(PLAIN, HELLO))) {
      awaitState(id, JobState.SCHEDULED);
      promote(id);
      awaitState(id, JobState.SUCCEEDED);
    }

    assertThat(keys).hasSize(4);
    assertThat(keys.stream().collect(groupingBy(key -> key, counting())).values())
        .containsExactly(2L, 2L);
  }

  @Test
  void aReturnedResultIsKeptWithTheJob() {
    start(aWorker(plain((text, job) -> new Text(text.value() + " " + job.attempt()))));

    JobId id = enqueue(PLAIN, HELLO);

    awaitState(id, JobState.SUCCEEDED);
    byte[] result = store.reads().ends(List.of(id)).get(id).result();
    assertThat(new Codec(CodecLimits.DEFAULT).<Text>decode(result, Text.class, "result"))
        .isEqualTo(new Text("hello 1"));
    assertThat(transitionsTo(id, JobState.SUCCEEDED)).isOne();
  }

  @Test
  void aFailedJobComesBackWithBackoffUntilItSucceeds() {
    start(
        aWorker(
            plain(
                (text, job) -> {
                  if (job.attempt() < 3) {
                    throw new IllegalStateException("mail server down", new Exception("no route"));
                  }
                  return text;
                })));

    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.SCHEDULED);
    Duration delay = Duration.between(attempts(id).getFirst().endedAt(), dueAt(id));
    promote(id);
    soon().until(() -> attempts(id).size() == 2);
    promote(id);
    awaitState(id, JobState.SUCCEEDED);

    assertThat(delay).isBetween(Duration.ofMillis(999), Duration.ofMillis(2_001));
    assertThat(attempts(id)).extracting(AttemptRecord::outcome).containsOnly("FAILED").hasSize(2);
    assertThat(attempts(id).getFirst().error().orElse(""))
        .contains("IllegalStateException: mail server down", "OutcomeTest", "no route");
  }

  @Test
  void aJobDiesOnceItsRetriesAreUsedUp() {
    start(aWorker(plain((text, job) -> fail())));

    JobId id = enqueue(PLAIN, HELLO, o -> o.maxRetries(1));
    awaitState(id, JobState.SCHEDULED);
    promote(id);
    awaitState(id, JobState.DEAD);

    assertThat(status(id).reason()).contains("RETRIES_EXHAUSTED");
    assertThat(attempts(id)).hasSize(2);
    assertThat(diedOf(id)).contains("java.lang.IllegalStateException");
  }

  @Test
  void aDiscardedJobIsADeadLetterAtOnce() {
    start(aWorker(plain((text, job) -> throwing(new Discard("no such customer")))));

    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.DEAD);

    AttemptRecord attempt = attempts(id).getFirst();
    assertThat(attempt.outcome()).isEqualTo("DISCARDED");
    assertThat(attempt.error().orElse("")).contains("no such customer");
    assertThat(diedOf(id)).contains("io.orrery.Discard");
  }

  @Test
  void aHandlerMayChooseTheDelayOfItsRetry() {
    start(aWorker(plain((text, job) -> throwing(new RetryAfter(Duration.ofHours(7))))));

    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.SCHEDULED);

    assertThat(status(id).failures()).isOne();
    assertThat(dueAt(id)).isAfter(status(id).claimedAt().orElseThrow().plus(Duration.ofHours(7)));
  }

  @Test
  void aSnoozedJobComesBackAtNoCost() {
    start(aWorker(plain((text, job) -> throwing(new Snooze(Duration.ofHours(1))))));

    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.SCHEDULED);

    assertThat(status(id))
        .extracting(JobStatus::failures, JobStatus::attempts)
        .containsExactly(0, 1);
    assertThat(attempts(id).getFirst().outcome()).isEqualTo("SNOOZED");
  }

  @Test
  void aHandlerThatRunsTooLongIsInterruptedAndItsJobTriedAgain() {
    CountDownLatch never = new CountDownLatch(1);
    start(
        aWorker(
            plain(
                (text, job) -> {
                  never.await();
                  return text;
                })));

    JobId id = enqueue(PLAIN, HELLO, o -> o.timeout(Duration.ofMillis(50)));
    awaitState(id, JobState.SCHEDULED);

    assertThat(attempts(id).getFirst().outcome()).isEqualTo("TIMED_OUT");
    assertThat(attempts(id).getFirst().error().orElse(""))
        .contains("timed out after 50ms", "InterruptedException");
    assertThat(status(id).failures()).isOne();
  }

  @Test
  void aJobThatDiesOfItsTimeoutSaysSo() {
    CountDownLatch never = new CountDownLatch(1);
    start(
        aWorker(
            plain(
                (text, job) -> {
                  never.await();
                  return text;
                })));

    JobId id = enqueue(PLAIN, HELLO, o -> o.timeout(Duration.ofMillis(50)).maxRetries(0));
    awaitState(id, JobState.DEAD);

    assertThat(diedOf(id)).contains("TIMED_OUT");
  }

  @Test
  void anErrorIsTheJobsFailureAndNotTheWorkers() {
    start(aWorker(plain((text, job) -> text.value().equals("deep") ? forEver(text) : text)));

    JobId deep = enqueue(PLAIN, new Text("deep"));
    awaitState(deep, JobState.SCHEDULED);
    JobId next = enqueue(PLAIN, HELLO);
    awaitState(next, JobState.SUCCEEDED);

    assertThat(attempts(deep).getFirst().error().orElse("")).contains("StackOverflowError");
  }

  @Test
  void argumentsThatCannotBeDecodedAreADeadLetter() {
    start(aWorker(plain((text, job) -> text)));

    JobId id = enqueue(io.orrery.JobType.of("plain", Integer.class, Text.class), 42);
    awaitState(id, JobState.DEAD);

    assertThat(attempts(id).getFirst().error().orElse("")).contains("can't be decoded", "Text");
    assertThat(diedOf(id)).contains("io.orrery.codec.DecodingFailed");
  }

  @Test
  void aResultThatIsTooLargeIsADeadLetterThatSaysSo() {
    start(aWorker(plain((text, job) -> new Text("x".repeat(300_000)))));

    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.DEAD);

    assertThat(attempts(id).getFirst().error().orElse("")).contains("result", "262144");
  }

  private Optional<String> diedOf(JobId id) {
    return store.deadRows().letters(List.of(id)).getFirst().errorType();
  }

  private Instant dueAt(JobId id) {
    return status(id).runAt().orElseThrow();
  }

  private static Text fail() {
    throw new IllegalStateException("always");
  }

  private static Text throwing(RuntimeException verdict) {
    throw verdict;
  }

  @SuppressWarnings("InfiniteRecursion") // On purpose: it overflows the stack.
  private static Text forEver(Text text) {
    return forEver(new Text(text.value()));
  }
}

package io.orrery.worker;

import static io.orrery.worker.Handlers.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.QueueName;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Brokers;
import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import io.orrery.config.OrreryConfig;
import io.orrery.worker.Bells.Fate;
import io.orrery.worker.Bells.TestDelivery;
import io.orrery.worker.Handlers.Text;
import io.prometheus.client.CollectorRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One turn after the other, on the test's own thread and clock. */
class DispatcherTest {
  private static final byte[] HELLO =
      new Codec(CodecLimits.DEFAULT).encode(new Text("hello"), "arguments");
  private static final int SLOTS = 3;

  private final OrreryConfig config =
      OrreryConfig.builder()
          .postgres("jdbc:postgresql://unused/unused", "", "")
          .broker("memory:unused")
          .build();
  private final MemoryRuns runs = new MemoryRuns();
  private final AtomicLong clock = new AtomicLong();
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final Broker broker =
      Brokers.connect(URI.create("memory:" + UUID.randomUUID()), "test", new BrokerEvents() {});
  private final Parts parts = parts();

  @BeforeEach
  void registerAndSubscribe() {
    parts.beater().register();
    parts.lanes().subscribe(broker);
  }

  @AfterEach
  void letHandlersEnd() {
    mayEnd.countDown();
    broker.close();
  }

  @Test
  void asManyAreClaimedAsSlotsAreFreeAndTheRestWaitsInItsBell() {
    List<JobId> jobs = waiting(5);
    TestDelivery bell = deliver(5, jobs);

    parts.dispatcher().turn();

    assertThat(jobs.subList(0, SLOTS)).allMatch(this::running);
    assertThat(jobs.subList(SLOTS, 5)).noneMatch(this::running);
    assertThat(bell.fate()).isEqualTo(Fate.LENT);
  }

  @Test
  void aBellIsAckedOnceEachOfItsJobsWasClaimedOrNeedsNoClaim() {
    List<JobId> jobs = waiting(2);
    TestDelivery first = deliver(5, jobs);
    TestDelivery repeated = deliver(5, jobs);
    TestDelivery unknown = deliver(5, List.of(JobId.next()));

    parts.dispatcher().turn();
    parts.dispatcher().turn();

    assertThat(List.of(first, repeated, unknown))
        .extracting(TestDelivery::fate)
        .containsOnly(Fate.ACKED);
    assertThat(runs.count(JobState.RUNNING)).isEqualTo(2);
  }

  @Test
  void heldBellsAreTakenByPriorityThenAge() {
    List<JobId> low = waiting(2);
    List<JobId> normal = waiting(2);
    List<JobId> high = waiting(1);
    deliver(2, low);
    deliver(5, normal);
    deliver(8, high);

    parts.dispatcher().turn();

    assertThat(high).allMatch(this::running);
    assertThat(normal).allMatch(this::running);
    assertThat(low).noneMatch(this::running);
  }

  @Test
  void aBellThatWaitsForASlotTooLongGoesBack() {
    deliver(5, waiting(SLOTS));
    TestDelivery late = deliver(5, waiting(1));
    parts.dispatcher().turn();

    advance(config.worker().hold().minusMillis(1));
    Fate before = late.fate();
    advance(Duration.ofMillis(1));

    assertThat(before).isEqualTo(Fate.LENT);
    assertThat(late.fate()).isEqualTo(Fate.GIVEN_BACK);
  }

  @Test
  void withoutALeaseNothingIsKnownAndEveryBellGoesBackAfterAPause() {
    runs.markLost(parts.lease().worker());
    TestDelivery bell = deliver(5, waiting(1));

    parts.dispatcher().turn();
    Fate atOnce = bell.fate();
    advance(Duration.ofSeconds(1));

    assertThat(atOnce).isEqualTo(Fate.LENT);
    assertThat(bell.fate()).isEqualTo(Fate.GIVEN_BACK);
    assertThat(runs.count(JobState.PENDING)).isOne();
  }

  @Test
  void nothingIsClaimedWhileTheLeaseIsUncertain() {
    TestDelivery bell = deliver(5, waiting(1));
    clock.addAndGet(config.lease().uncertain().toNanos());

    parts.dispatcher().turn();

    assertThat(runs.count(JobState.RUNNING)).isZero();
    assertThat(bell.fate()).isEqualTo(Fate.GIVEN_BACK);
  }

  @Test
  void aJobOfATypeThatAnotherWorkerRunsGoesOnToIt() {
    registerOther("strange");
    TestDelivery bell = deliver(5, List.of(runs.add("strange", QueueName.DEFAULT, 5, HELLO)));

    parts.dispatcher().turn();
    Fate atOnce = bell.fate();
    advance(Duration.ofMillis(1_500));

    assertThat(atOnce).isEqualTo(Fate.LENT);
    assertThat(bell.fate()).isEqualTo(Fate.GIVEN_BACK);
  }

  @Test
  void aJobOfATypeThatNobodyRunsIsLeftWaitingAndNotSpun() {
    registerOther("another");
    JobId strange = runs.add("strange", QueueName.DEFAULT, 5, HELLO);
    TestDelivery bell = deliver(5, List.of(strange));

    parts.dispatcher().turn();

    assertThat(bell.fate()).isEqualTo(Fate.ACKED);
    assertThat(runs.state(strange)).isEqualTo(JobState.PENDING);
  }

  @Test
  void whileItDrainsEveryBellGoesBack() throws InterruptedException {
    deliver(5, waiting(SLOTS));
    TestDelivery held = deliver(5, waiting(1));
    parts.dispatcher().turn();

    boolean quietBefore = parts.dispatcher().drain(Duration.ZERO);
    TestDelivery late = deliver(5, waiting(1));
    parts.dispatcher().turn();

    assertThat(quietBefore).isFalse();
    assertThat(parts.dispatcher().drain(Duration.ZERO)).isTrue();
    assertThat(List.of(held, late)).extracting(TestDelivery::fate).containsOnly(Fate.GIVEN_BACK);
  }

  @Test
  void aFreedSlotIsFilledFromTheBellThatWaits() {
    List<JobId> jobs = waiting(SLOTS + 1);
    TestDelivery bell = deliver(5, jobs);
    parts.dispatcher().turn();

    mayEnd.countDown();
    WorkerTest.soon().until(() -> parts.lanes().all().getFirst().slots().free() == SLOTS);
    parts.dispatcher().turn();

    assertThat(running(jobs.getLast())).isTrue();
    assertThat(bell.fate()).isEqualTo(Fate.ACKED);
  }

  @Test
  void aBrokerThatIsAwayForTenSecondsIsReplacedByScans() {
    List<JobId> jobs = waiting(SLOTS + 1);
    broker.close();

    advanceWithLease(Duration.ZERO);
    advanceWithLease(Duration.ofMillis(9_999));
    long before = runs.count(JobState.RUNNING);
    advanceWithLease(Duration.ofMillis(1));

    assertThat(before).isZero();
    assertThat(jobs.subList(0, SLOTS)).allMatch(this::running);
  }

  @Test
  void scansThatFindNothingComeLessOften() {
    broker.close();
    advanceWithLease(Duration.ZERO);
    advanceWithLease(Duration.ofSeconds(10));
    advanceWithLease(Duration.ofMillis(500));
    advanceWithLease(Duration.ofSeconds(1));
    List<JobId> jobs = waiting(1);

    advanceWithLease(Duration.ofMillis(1_999));
    long before = runs.count(JobState.RUNNING);
    advanceWithLease(Duration.ofMillis(1));

    assertThat(before).isZero();
    assertThat(jobs).allMatch(this::running);
  }

  @Test
  void theFirstDoorbellEndsTheScans() {
    broker.close();
    advanceWithLease(Duration.ZERO);
    advanceWithLease(Duration.ofSeconds(10));
    deliver(5, waiting(1));
    parts.dispatcher().turn();
    List<JobId> unrung = waiting(1);

    advanceWithLease(Duration.ofSeconds(3));

    assertThat(unrung).noneMatch(this::running);
  }

  private void advanceWithLease(Duration time) {
    clock.addAndGet(time.toNanos());
    parts.beater().turn();
    parts.dispatcher().turn();
  }

  private List<JobId> waiting(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> runs.add("plain", QueueName.DEFAULT, 5, HELLO))
        .toList();
  }

  private TestDelivery deliver(int priority, List<JobId> jobs) {
    TestDelivery bell = Bells.bell(priority, jobs);
    parts.lanes().deliver(parts.lanes().all().getFirst(), bell, clock.incrementAndGet());
    return bell;
  }

  private void advance(Duration time) {
    clock.addAndGet(time.toNanos());
    parts.dispatcher().turn();
  }

  private void registerOther(String type) {
    runs.register(
        new io.orrery.store.WorkerRow(
            UUID.randomUUID(), "other", List.of("default"), List.of(type), 1),
        Duration.ofSeconds(15));
  }

  private boolean running(JobId job) {
    return runs.state(job) == JobState.RUNNING;
  }

  private Parts parts() {
    WorkerPlan plan =
        Worker.builder(config)
            .queue("default", SLOTS)
            .handler(
                plain(
                    (text, job) -> {
                      mayEnd.await();
                      return text;
                    }))
            .plan();
    return DaggerParts.factory()
        .create(
            plan,
            new Codec(CodecLimits.DEFAULT),
            runs,
            broker,
            new WorkerMetrics(new CollectorRegistry()),
            clock::get,
            RandomGenerator.getDefault());
  }
}

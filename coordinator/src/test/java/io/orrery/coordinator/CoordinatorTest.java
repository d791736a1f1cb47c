package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orrery.EnqueueOptions;
import io.orrery.JobId;
import io.orrery.JobType;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Brokers;
import io.orrery.broker.Hint;
import io.orrery.config.OrreryConfig;
import io.orrery.lock.InProcessLock;
import io.orrery.lock.LeaderLock;
import io.orrery.schedule.ZoneData;
import io.orrery.store.NewJob;
import io.orrery.store.PostgresStore;
import io.orrery.store.TestDatabase;
import io.prometheus.client.CollectorRegistry;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoordinatorTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final TestDatabase database = TestDatabase.create();
  private final OrreryConfig config = database.config().build();
  private final List<Coordinator> coordinators = new ArrayList<>();

  @AfterEach
  void closeAll() {
    coordinators.forEach(Coordinator::close);
    database.close();
  }

  @Test
  void ofManyExactlyOneLeads() {
    IntStream.range(0, 4).forEach(i -> start());

    awaitALeader();

    assertThat(coordinators.stream().filter(one -> one.epoch().isPresent())).hasSize(1);
    assertThat(database.column("SELECT leader FROM orrery.leadership"))
        .containsExactly(leader().id().toString());
  }

  @Test
  void whenTheLeaderLeavesAnotherLeadsThoughItsLeaseWouldHold() {
    IntStream.range(0, 2).forEach(i -> start());
    Coordinator first = awaitALeader();
    long epoch = first.epoch().getAsLong();

    first.close();

    assertThat(awaitALeader().epoch()).hasValue(epoch + 1);
  }

  @Test
  void whenTheLeaderIsKilledAnotherLeadsOnceItsLeaseIsOver() {
    IntStream.range(0, 2).forEach(i -> start());
    Coordinator first = awaitALeader();
    long epoch = first.epoch().getAsLong();

    first.abandon();
    coordinators.remove(first);
    database.moveClock(config.coordinator().leaderLease());

    assertThat(awaitALeader().epoch()).hasValue(epoch + 1);
  }

  @Test
  void theLockDecidesWhoTriesFirst() {
    InProcessLock lock = new InProcessLock(Duration.ofHours(1), System::nanoTime);
    var holder = lock.candidate();
    holder.tryAcquire();
    coordinators.add(Coordinator.builder(config).lock(lock.candidate()).start());
    database.execute("UPDATE orrery.leadership SET lease_until = orrery.clock()");
    Coordinator free = start();

    assertThat(awaitALeader()).isSameAs(free);
  }

  @Test
  void aReleasedLockWakesTheNext() {
    InProcessLock lock = new InProcessLock(Duration.ofHours(1), System::nanoTime);
    database.execute("UPDATE orrery.leadership SET lease_until = orrery.clock()");
    Coordinator first = Coordinator.builder(config).lock(lock.candidate()).start();
    Coordinator second = Coordinator.builder(config).lock(lock.candidate()).start();
    coordinators.addAll(List.of(first, second));
    Coordinator leader = awaitALeader();

    leader.close();

    assertThat(awaitALeader()).isSameAs(leader == first ? second : first);
  }

  @Test
  void aDelayedJobIsPendingWhenItIsDueAndAHintSpeedsItUp() {
    JobType<String, String> type = JobType.of("send-email", String.class, String.class);
    start();
    awaitALeader();
    try (PostgresStore store = database.open();
        Broker broker = Brokers.connect(config.broker(), "client", new BrokerEvents() {})) {
      NewJob job =
          new NewJob(
              JobId.next(),
              type.name(),
              EnqueueOptions.of(type).in(Duration.ofMillis(200)),
              new byte[] {1});
      store.inserts().insert(List.of(job));
      broker.hint(new Hint.Due(200));

      await().atMost(SOON).until(() -> pending() == 1 && broker.depth(type.queue()) == 1);
    }
  }

  @Test
  void startedAndStoppedAgainAndAgainItLeavesNothingBehind() {
    for (int i = 0; i < 10; i++) {
      Coordinator one = Coordinator.start(config);
      if (i % 2 == 0) {
        await().atMost(SOON).until(() -> one.epoch().isPresent());
      }

      one.close();
      one.close();

      assertThat(one.epoch()).isEmpty();
      assertThat(LoopTest.threads("orrery-coordinator-")).isEmpty();
      assertThat(
              database.number(
                  "SELECT count(*) FROM orrery.leadership WHERE lease_until > clock_timestamp()"))
          .isZero();
    }
  }

  @Test
  void aSecondCloseWaitsForTheFirst() throws Exception {
    CountDownLatch mayClose = new CountDownLatch(1);
    CountDownLatch closes = new CountDownLatch(1);
    Coordinator one = Coordinator.builder(config).lock(slowToClose(closes, mayClose)).start();
    Thread first = Thread.ofPlatform().start(one::close);
    closes.await();

    Thread second = Thread.ofPlatform().start(one::close);
    await().atMost(SOON).until(() -> second.getState() == Thread.State.WAITING);
    mayClose.countDown();

    first.join();
    second.join();
    assertThat(LoopTest.threads("orrery-coordinator-")).isEmpty();
  }

  /** The last thing that a coordinator ends. */
  private static LeaderLock slowToClose(CountDownLatch closes, CountDownLatch mayClose) {
    LeaderLock real = new InProcessLock(Duration.ofSeconds(1), System::nanoTime).candidate();
    return (LeaderLock)
        Proxy.newProxyInstance(
            LeaderLock.class.getClassLoader(),
            new Class<?>[] {LeaderLock.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                closes.countDown();
                mayClose.await();
              }
              return method.invoke(real, arguments);
            });
  }

  @Test
  void whoeverAwaitedTheShutdownLeavesNothingWithTheJvm() throws InterruptedException {
    WeakReference<Coordinator> closed = awaitedAndClosed();

    await()
        .atMost(SOON)
        .until(
            () -> {
              System.gc();
              return closed.refersTo(null);
            });
  }

  private WeakReference<Coordinator> awaitedAndClosed() throws InterruptedException {
    Coordinator one = Coordinator.start(config);
    Thread waiting =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    one.awaitShutdown();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    await().atMost(SOON).until(() -> waiting.getState() == Thread.State.WAITING);
    one.close();
    waiting.join();
    return new WeakReference<>(one);
  }

  @Test
  void theMetricsSayWhoLeadsAndThatTheDutiesAreDone() {
    CollectorRegistry registry = new CollectorRegistry();
    coordinators.add(Coordinator.builder(config).metrics(registry).start());

    for (String duty : List.of("promote", "fire", "admit", "relay", "reap")) {
      await()
          .atMost(SOON)
          .until(
              () ->
                  registry.getSampleValue(
                          "orrery_coordinator_duty_last_success_seconds",
                          new String[] {"duty"},
                          new String[] {duty})
                      != null);
    }
    assertThat(registry.getSampleValue("orrery_coordinator_leads")).isEqualTo(1);
  }

  @Test
  void whileTheyRunTheyAreOnTheListAndTheLeaderSaysItsEpoch() {
    Coordinator one = start();
    start();
    awaitALeader();
    try (PostgresStore store = database.open()) {
      await()
          .atMost(SOON)
          .until(
              () -> store.roster().coordinators().stream().map(c -> c.epoch().isPresent()).toList(),
              List.of(true, false)::equals);

      assertThat(store.roster().coordinators())
          .allSatisfy(
              each -> {
                assertThat(each.name()).endsWith("-" + ProcessHandle.current().pid());
                assertThat(each.lock()).isEqualTo("postgresql");
                assertThat(each.lockAnswers()).isTrue();
                assertThat(each.brokerAnswers()).isTrue();
                assertThat(each.zoneData()).isEqualTo(ZoneData.version());
                assertThat(each.unseenFor()).isLessThan(SOON);
              });
      one.close();
      assertThat(store.roster().coordinators()).hasSize(1);
    }
  }

  @Test
  void whoeverWasKilledStaysOnTheListForADay() {
    Coordinator killed = start();
    await().atMost(SOON).until(() -> listed() == 1);
    killed.abandon();
    assertThat(listed()).isEqualTo(1);

    database.moveClock(Duration.ofHours(25));
    Coordinator next = start();

    await()
        .atMost(SOON)
        .until(
            () -> database.column("SELECT id FROM orrery.coordinator"),
            List.of(next.id().toString())::equals);
  }

  private long listed() {
    return database.number("SELECT count(*) FROM orrery.coordinator");
  }

  private Coordinator start() {
    Coordinator started = Coordinator.start(config);
    coordinators.add(started);
    return started;
  }

  private Coordinator awaitALeader() {
    await().atMost(SOON).until(() -> coordinators.stream().anyMatch(c -> c.epoch().isPresent()));
    return leader();
  }

  private Coordinator leader() {
    return coordinators.stream().filter(c -> c.epoch().isPresent()).findFirst().orElseThrow();
  }

  private long pending() {
    return database.number("SELECT count(*) FROM orrery.job WHERE state = 'PENDING'");
  }
}

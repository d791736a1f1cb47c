package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.EnqueueOptions;
import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.JobType;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Brokers;
import io.orrery.broker.Doorbell;
import io.orrery.config.OrreryConfig;
import io.orrery.store.ClaimedJob;
import io.orrery.store.NewJob;
import io.orrery.store.PostgresStore;
import io.orrery.store.Runs;
import io.orrery.store.TestDatabase;
import io.orrery.store.WorkerRow;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the tests of duties share: a database and a leader's epoch in it, a worker, a broker that
 * can be broken, and a monotonic clock that moves together with the database's.
 */
abstract class DutyTest {
  static final JobType<String, String> EMAIL = JobType.of("send-email", String.class, String.class);
  static final List<String> TYPES = List.of(EMAIL.name());

  final TestDatabase database = TestDatabase.create();
  final OrreryConfig config = database.config().build();
  final PostgresStore store = database.open();
  final Runs runs = store.runs();
  final TestTime time = new TestTime();
  final CollectorRegistry registry = new CollectorRegistry();
  final Metrics metrics = new Metrics(registry, time.ambient().clock());
  final BrokerLosses losses = new BrokerLosses(new BrokerEvents() {});
  final TappedBroker broker =
      new TappedBroker(Brokers.connect(config.broker(), "test", new BrokerEvents() {}));
  final Ringer ringer = new Ringer(broker, losses, config, metrics);
  final UUID worker = UUID.randomUUID();

  private Duration ahead = Duration.ZERO;
  private Turn turn = turn(0);

  @BeforeEach
  void leadAndRegister() {
    UUID leader = UUID.randomUUID();
    turn = turn(store.leadership().elect(leader, Duration.ofDays(1)).orElseThrow());
    register(worker);
  }

  @AfterEach
  void closeAll() {
    broker.close();
    store.close();
    database.close();
  }

  /** A round under the epoch that leads. */
  Turn turn() {
    return turn;
  }

  /** A round under the epoch before, of a leader that does not know it yet. */
  Turn pastTurn() {
    return turn(turn.epoch() - 1);
  }

  private static Turn turn(long epoch) {
    return new Turn() {
      @Override
      public long epoch() {
        return epoch;
      }

      @Override
      public boolean goesOn() {
        return true;
      }
    };
  }

  void register(UUID id) {
    runs.register(new WorkerRow(id, "test", Map.of("default", 10), TYPES), config.lease().ttl());
  }

  /** Lets this time go by, for the database and the coordinator. */
  void advance(Duration by) {
    ahead = ahead.plus(by);
    database.moveClock(ahead);
    time.advance(by);
  }

  static NewJob aJob(UnaryOperator<EnqueueOptions> options) {
    return new NewJob(
        JobId.next(), EMAIL.name(), options.apply(EnqueueOptions.of(EMAIL)), new byte[] {1});
  }

  List<JobId> insert(Collection<NewJob> jobs) {
    store.inserts().insert(jobs);
    return jobs.stream().map(NewJob::id).toList();
  }

  /** Jobs that wait, and for which nobody has rung. */
  List<JobId> waiting(int count) {
    return insert(IntStream.range(0, count).mapToObj(i -> aJob(o -> o)).toList());
  }

  /** Jobs that wait, with a doorbell on its way for each. */
  List<JobId> rungFor(int count) {
    List<JobId> jobs = waiting(count);
    jobs.forEach(
        job -> broker.ring(new Doorbell(EMAIL.queue(), EMAIL.priority().level(), List.of(job))));
    broker.rung.clear();
    return jobs;
  }

  List<ClaimedJob> claim(UUID by, Collection<JobId> jobs) {
    List<ClaimedJob> claimed = runs.claim(by, jobs, TYPES).claimed();
    assertThat(claimed).hasSize(jobs.size());
    return claimed;
  }

  JobState state(JobId job) {
    return store.reads().statuses(List.of(job)).get(job).state();
  }

  double sample(String name, String label, String value) {
    Double found = registry.getSampleValue(name, new String[] {label}, new String[] {value});
    return found == null ? 0 : found;
  }
}

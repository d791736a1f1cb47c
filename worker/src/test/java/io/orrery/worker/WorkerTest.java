package io.orrery.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.EnqueueOptions;
import io.orrery.Handler;
import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.JobStatus;
import io.orrery.JobType;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Brokers;
import io.orrery.broker.Doorbell;
import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import io.orrery.config.ConfigBuilder;
import io.orrery.config.ConfigKey;
import io.orrery.config.HandlerThreads;
import io.orrery.config.OrreryConfig;
import io.orrery.store.AttemptRecord;
import io.orrery.store.NewJob;
import io.orrery.store.PostgresStore;
import io.orrery.store.Runs;
import io.orrery.store.TestDatabase;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;

/**
 * What tests of whole workers share: a database, a broker, jobs, and workers that end with them.
 */
abstract class WorkerTest {
  final TestDatabase database = TestDatabase.create();
  final PostgresStore store = database.open();
  final CollectorRegistry metrics = new CollectorRegistry();
  final OrreryConfig config;
  final Broker broker;
  private final HandlerThreads threads;
  private final List<Worker> workers = new ArrayList<>();

  WorkerTest() {
    this(HandlerThreads.AUTO);
  }

  /**
   * @param threads that every worker runs its handlers on
   */
  WorkerTest(HandlerThreads threads) {
    this.threads = threads;
    this.config = configured();
    this.broker = Brokers.connect(config.broker(), "orrery-test", new BrokerEvents() {});
  }

  /**
   * What every worker of the test is configured with, and nothing that a test may want otherwise.
   */
  ConfigBuilder aConfig() {
    return database.config().set(ConfigKey.WORKER_THREADS, threads.name());
  }

  /** Of every worker of the test. */
  OrreryConfig configured() {
    return configure(aConfig());
  }

  /** Quick beats and a short drain, so that tests need not wait for the real ones. */
  static OrreryConfig configure(ConfigBuilder builder) {
    return builder
        .set(ConfigKey.LEASE_BEAT, "200ms")
        .set(ConfigKey.WORKER_DRAIN, "1s")
        .set(ConfigKey.WORKER_INTERRUPT_GRACE, "1s")
        .build();
  }

  @AfterEach
  void closeAll() {
    closeWorkers();
    broker.close();
    store.close();
    database.close();
  }

  /**
   * A bound on how long a working system takes, on a busy machine; not a time any test waits for.
   */
  static ConditionFactory soon() {
    return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10));
  }

  WorkerBuilder aWorker(Handler<?, ?>... handlers) {
    WorkerBuilder builder = Worker.builder(config).metrics(metrics);
    for (Handler<?, ?> handler : handlers) {
      builder.handler(handler);
    }
    return builder;
  }

  Worker start(WorkerBuilder builder) {
    return started(builder.start());
  }

  /** Starts a worker that reaches PostgreSQL through what a test puts in between. */
  Worker start(WorkerBuilder builder, UnaryOperator<Runs> between) {
    Connections real = Connections.open(config, "orrery-test", metrics);
    Connections changed =
        new Connections(
            between.apply(real.runs()),
            real.reports(),
            real.schedules(),
            real.broker(),
            real.close());
    return started(builder.start(builder.plan(), changed));
  }

  /** Starts a worker on these connections, which it closes, and by this clock. */
  Worker start(WorkerBuilder builder, Connections connections, LongSupplier nanoTime) {
    return started(builder.start(builder.plan(), connections, nanoTime));
  }

  /** Ends all workers that were started. */
  void closeWorkers() {
    workers.forEach(Worker::close);
    workers.clear();
  }

  private Worker started(Worker worker) {
    workers.add(worker);
    return worker;
  }

  /** Writes a job and rings for it, as a client does. */
  <A> JobId enqueue(JobType<A, ?> type, A arguments, UnaryOperator<EnqueueOptions> options) {
    JobId id = insert(type, arguments, options);
    JobStatus status = status(id);
    if (status.state() == JobState.PENDING) {
      ring(id);
    }
    return id;
  }

  <A> JobId enqueue(JobType<A, ?> type, A arguments) {
    return enqueue(type, arguments, o -> o);
  }

  /** Writes a job and rings for nobody. */
  <A> JobId insert(JobType<A, ?> type, A arguments, UnaryOperator<EnqueueOptions> options) {
    NewJob job = newJob(type, arguments, options);
    store.inserts().insert(List.of(job));
    return job.id();
  }

  /** Writes many jobs of one kind at once, and rings for none. */
  <A> void insert(int count, JobType<A, ?> type, A arguments) {
    store
        .inserts()
        .insert(Stream.generate(() -> newJob(type, arguments, o -> o)).limit(count).toList());
  }

  private static <A> NewJob newJob(
      JobType<A, ?> type, A arguments, UnaryOperator<EnqueueOptions> options) {
    byte[] encoded = new Codec(CodecLimits.DEFAULT).encode(arguments, "arguments");
    EnqueueOptions chosen = options.apply(EnqueueOptions.of(type));
    return new NewJob(JobId.next(), type.name(), chosen, encoded);
  }

  void ring(JobId id) {
    JobStatus status = status(id);
    broker.ring(new Doorbell(status.queue(), status.priority(), List.of(id)));
  }

  /** Makes a job that waits for its time due now, and rings for it, as the coordinator would. */
  void promote(JobId id) {
    database.execute(
        "UPDATE orrery.job SET state = 'PENDING', ring_order = nextval('orrery.ring_order'), relay_at = orrery.clock()"
            + " WHERE id = '"
            + id
            + "' AND state = 'SCHEDULED'");
    ring(id);
  }

  JobStatus status(JobId id) {
    return store.reads().statuses(List.of(id)).get(id);
  }

  void awaitState(JobId id, JobState state) {
    soon().untilAsserted(() -> assertThat(status(id).state()).isEqualTo(state));
  }

  List<AttemptRecord> attempts(JobId id) {
    return store.reads().attempts(id);
  }

  /** How often a job's state changed to this one. */
  long transitionsTo(JobId id, JobState state) {
    return database.number(
        "SELECT count(*) FROM orrery.job_audit WHERE job_id = '"
            + id
            + "' AND new_state = '"
            + state
            + "'");
  }

  long count(JobState state) {
    return database.number("SELECT count(*) FROM orrery.job WHERE state = '" + state + "'");
  }

  double oddities(String kind) {
    return sample("orrery_worker_oddities_total", "kind", kind);
  }

  /** Jobs that workers asked for by claims, and that got this answer. */
  double asked(String answer) {
    return sample("orrery_worker_asked_total", "answer", answer);
  }

  private double sample(String meter, String label, String value) {
    Double sample = metrics.getSampleValue(meter, new String[] {label}, new String[] {value});
    return sample == null ? 0 : sample;
  }
}

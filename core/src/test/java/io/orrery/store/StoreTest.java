package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.EnqueueOptions;
import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.JobType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the store's tests share: a database, a store on it, one registered worker, and jobs. */
abstract class StoreTest {
  static final Duration LEASE = Duration.ofSeconds(15);
  static final List<String> TYPES = List.of("send-email");
  static final JobType<String, String> EMAIL = JobType.of("send-email", String.class, String.class);

  final TestDatabase database = TestDatabase.create();
  final PostgresStore store = database.open();
  final Runs runs = store.runs();
  final UUID worker = UUID.randomUUID();

  @BeforeEach
  void registerWorker() {
    runs.register(new WorkerRow(worker, "test", Map.of("default", 10), TYPES), LEASE);
  }

  @AfterEach
  void closeAll() {
    store.close();
    database.close();
  }

  static NewJob aJob(UnaryOperator<EnqueueOptions> options) {
    return new NewJob(
        JobId.next(), EMAIL.name(), options.apply(EnqueueOptions.of(EMAIL)), new byte[] {1, 2, 3});
  }

  /** Jobs that wait, in turn. */
  List<JobId> pending(int count) {
    List<NewJob> jobs = IntStream.range(0, count).mapToObj(i -> aJob(o -> o)).toList();
    store.inserts().insert(jobs);
    return jobs.stream().map(NewJob::id).toList();
  }

  /** Jobs that the worker has claimed. */
  List<ClaimedJob> running(int count) {
    List<ClaimedJob> claimed = runs.claim(worker, pending(count), TYPES).claimed();
    assertThat(claimed).hasSize(count);
    return claimed;
  }

  JobState state(JobId id) {
    return store.reads().statuses(List.of(id)).get(id).state();
  }
}

package io.orrery.client;

import io.orrery.JobId;
import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import io.orrery.store.ClaimedJob;
import io.orrery.store.Ending;
import io.orrery.store.Held;
import io.orrery.store.PostgresStore;
import io.orrery.store.Runs;
import io.orrery.store.Success;
import io.orrery.store.TestDatabase;
import io.orrery.store.WorkerRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Ends jobs as a worker would, when it is told to. */
final class StandInWorker implements AutoCloseable {
  private static final List<String> TYPES = List.of(ClientTest.MAIL.name());

  private final UUID id = UUID.randomUUID();
  private final PostgresStore store;
  private final Runs runs;

  StandInWorker(TestDatabase database) {
    store = database.open();
    runs = store.runs();
    runs.register(
        new WorkerRow(id, "stand-in", Map.of("default", 1), TYPES), Duration.ofMinutes(5));
  }

  UUID id() {
    return id;
  }

  Held claim(JobId job) {
    return runs.claim(id, List.of(job), TYPES).claimed().stream()
        .map(ClaimedJob::held)
        .findFirst()
        .orElseThrow();
  }

  void succeed(JobId job, Object result) {
    byte[] encoded = new Codec(CodecLimits.DEFAULT).encode(result, "result");
    runs.succeed(List.of(new Success(claim(job), encoded)));
  }

  void succeed(Held job) {
    runs.succeed(List.of(new Success(job, null)));
  }

  void succeedWithoutResult(JobId job) {
    succeed(claim(job));
  }

  void discard(JobId job, String error) {
    end(claim(job), Ending.Kind.DEAD, Ending.Outcome.DISCARDED, error);
  }

  /** Dies of an error of this class. */
  void discard(JobId job, String errorType, String error) {
    runs.end(
        List.of(
            new Ending(
                claim(job),
                Ending.Kind.DEAD,
                Ending.Outcome.DISCARDED,
                errorType,
                error,
                Duration.ZERO)));
  }

  /** Claims those of these that wait, and ends them well; returns them. */
  List<JobId> succeed(List<JobId> jobs) {
    List<Held> held = runs.claim(id, jobs, TYPES).claimed().stream().map(ClaimedJob::held).toList();
    runs.succeed(held.stream().map(each -> new Success(each, null)).toList());
    return held.stream().map(Held::id).toList();
  }

  void release(Held job) {
    end(job, Ending.Kind.RELEASE, Ending.Outcome.RELEASED, "interrupted");
  }

  private void end(Held job, Ending.Kind kind, Ending.Outcome outcome, String error) {
    runs.end(List.of(new Ending(job, kind, outcome, null, error, Duration.ZERO)));
  }

  @Override
  public void close() {
    store.close();
  }
}

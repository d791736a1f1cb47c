package io.orrery.client;

import io.orrery.JobId;
import io.orrery.JobStatus;
import io.orrery.broker.Broker;
import io.orrery.report.JobEvent;
import io.orrery.report.JobProgress;
import io.orrery.report.LogPage;
import io.orrery.report.LogPosition;
import io.orrery.store.AttemptRecord;
import io.orrery.store.Reads;
import io.orrery.store.Reports;
import io.orrery.store.Situations;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Looks at jobs in PostgreSQL. */
final class StoredJobs implements Jobs {
  /** Of a log, in one page: a million characters. */
  private static final int CHUNKS = 16;

  private final Gate gate;
  private final Wires wires;
  private final Lookups lookups;
  private final Reads reads;
  private final Reports reports;
  private final Situations situations;
  private final Broker broker;
  private final Watches watches;

  @Inject
  StoredJobs(
      Gate gate,
      Wires wires,
      Lookups lookups,
      Reads reads,
      Reports reports,
      Situations situations,
      Broker broker,
      Watches watches) {
    this.gate = gate;
    this.wires = wires;
    this.lookups = lookups;
    this.reads = reads;
    this.reports = reports;
    this.situations = situations;
    this.broker = broker;
    this.watches = watches;
  }

  @Override
  public Optional<JobStatus> find(JobId id) {
    return lookups.status(checked(id));
  }

  @Override
  public List<AttemptRecord> attempts(JobId id) {
    checked(id);
    return read("read the attempts of job " + id, () -> reads.attempts(id));
  }

  @Override
  public Optional<JobProgress> progress(JobId id) {
    checked(id);
    return read(
        "read the progress of job " + id,
        () -> Optional.ofNullable(reports.progress(List.of(id)).get(id)));
  }

  @Override
  public LogPage log(JobId id, LogPosition after) {
    checked(id);
    Objects.requireNonNull(after, "the place in the log is null: LogPosition.START is its start");
    return read("read the log of job " + id, () -> reports.log(id, after, CHUNKS));
  }

  @Override
  public Optional<Explanation> explain(JobId id) {
    checked(id);
    return read("read what job " + id + " waits for", () -> situations.of(id))
        .map(situation -> Explainer.explain(situation, broker.available()));
  }

  @Override
  public JobWatch watch(JobId id, LogPosition after, Consumer<JobEvent> listener) {
    checked(id);
    Objects.requireNonNull(after, "the place in the log is null: LogPosition.START is its start");
    Objects.requireNonNull(listener, "the listener is null: pass what should be told");
    gate.checkOpen();
    return watches.begin(id, after, this, listener);
  }

  @Override
  public boolean cancel(JobId id, String reason) {
    return lookups.cancel(checked(id), reason);
  }

  private <T> T read(String doing, Callable<T> look) {
    return gate.pass(() -> Wires.outcome(wires.submit(look), doing));
  }

  private static JobId checked(JobId id) {
    return Objects.requireNonNull(id, "the job id is null: pass the one that its handle has");
  }
}

package io.orrery.client;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.JobStatus;
import io.orrery.store.JobEnd;
import io.orrery.store.Reads;
import io.orrery.store.StoreRefused;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Looks once more at a job whose time is up: it may have ended just now, and if not, says why. */
@Singleton
final class LastLook {
  /** A caller that has set a time limit is not held for longer where PostgreSQL doesn't answer. */
  private static final long PATIENCE_SECONDS = 1;

  private static final String UNREADABLE = "its state can't be read just now";

  /**
   * @param served whether some live worker runs such jobs; means something while the job is PENDING
   */
  private record Seen(@Nullable JobStatus status, @Nullable JobEnd end, boolean served) {}

  /** While PostgreSQL is away, timeouts must not pile up looks without bound. */
  private static final int MOST_AT_ONCE = 100;

  private final Wires wires;
  private final Reads reads;
  private final Semaphore turns = new Semaphore(MOST_AT_ONCE);

  @Inject
  LastLook(Wires wires, Reads reads) {
    this.wires = wires;
    this.reads = reads;
  }

  /**
   * Returns the end of a job if it has ended by now.
   *
   * @param waited for the message
   */
  JobEnd end(JobId id, String type, Duration waited) throws InterruptedException {
    Seen seen = seen(id, type, waited);
    if (seen.end != null) {
      return seen.end;
    }
    if (seen.status == null) {
      throw new JobUnknown(id, type);
    }
    throw new JobStillOpen(id, type, waited, describe(seen.status, seen.served), null);
  }

  private Seen seen(JobId id, String type, Duration waited) throws InterruptedException {
    if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new JobStillOpen(id, type, waited, UNREADABLE, null);
    }
    Future<Seen> look = submit(id);
    try {
      return look.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreRefused) {
        throw Wires.inCallersStack(e);
      }
      throw new JobStillOpen(id, type, waited, UNREADABLE, e);
    } catch (TimeoutException e) {
      throw new JobStillOpen(id, type, waited, UNREADABLE, e);
    } catch (CancellationException e) {
      throw new ClientClosed();
    }
  }

  private Future<Seen> submit(JobId id) {
    try {
      return wires.submit(() -> look(id));
    } catch (RuntimeException | Error e) {
      turns.release();
      throw e;
    }
  }

  private Seen look(JobId id) {
    try {
      JobStatus status = reads.statuses(List.of(id)).get(id);
      boolean ended = status != null && status.state().terminal();
      boolean waits = status != null && status.state() == JobState.PENDING;
      return new Seen(
          status,
          ended ? reads.ends(List.of(id)).get(id) : null,
          waits && reads.served(status.queue(), status.type()));
    } finally {
      turns.release();
    }
  }

  private static String describe(JobStatus job, boolean served) {
    return switch (job.state()) {
      case SCHEDULED -> "it is SCHEDULED" + job.runAt().map(at -> " until " + at).orElse("");
      case PENDING ->
          (served
                  ? "it is PENDING: no worker of queue \"%s\" has claimed it yet, though one runs its type"
                  : "it is PENDING: no live worker of queue \"%s\" runs type \"%s\"; start one that does")
              .formatted(job.queue(), job.type());
      case RUNNING -> "it is RUNNING, attempt " + job.attempts();
      // Only a change by hand between our two statements leads here.
      case SUCCEEDED, DEAD, CANCELLED -> "it was " + job.state() + " and is open again";
    };
  }
}

package io.orrery.store;

import io.orrery.JobState;
import io.orrery.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the leader deletes once it need not be kept any more. Safe for many threads. Each deletion
 * carries the epoch and takes effect only under its lease.
 *
 * <p>Every deleting method throws {@link Deposed} when the epoch no longer leads, and {@link
 * StoreUnavailable}. None deletes more than {@code limit} rows, and each says how many it did.
 */
public interface Prunes {
  /** The finished jobs of one queue that ended in the same way. */
  record Finished(QueueName queue, JobState state) {}

  /**
   * A stretch of a walk through the succeeded and cancelled jobs of a queue, from the newest on.
   *
   * @param jobs how many it met
   * @param earliest when the last of them ended; empty if it met none
   */
  record Stretch(int jobs, Optional<Instant> earliest) {}

  /** Which finished jobs there are. */
  List<Finished> finished();

  /**
   * Counts at most {@code rows} succeeded and cancelled jobs of a queue, newest first.
   *
   * @param before where the last stretch ended; empty for the newest
   */
  Stretch stretch(QueueName queue, Optional<Instant> before, int rows);

  /**
   * Deletes finished jobs, oldest first, with their attempts.
   *
   * @param age of those that go
   * @param floor what ended before it goes as well, however young
   */
  int jobs(long epoch, Finished finished, Duration age, Optional<Instant> floor, int limit);

  /**
   * Deletes the records of ticks that were due so long ago, but never one that a schedule's last
   * tick does not lie behind.
   */
  int ticks(long epoch, Duration age, int limit);

  /** Deletes workers whose last lease ended so long ago and that hold no job. */
  int workers(long epoch, Duration age, int limit);
}

package io.orrery.dead;

import io.orrery.JobId;
import io.orrery.JobState;
import java.util.Optional;

/** What became of a replay of one job. */
public sealed interface ReplayAnswer {
  /** It waits again. */
  record Replayed() implements ReplayAnswer {}

  /**
   * An unfinished job of its type holds its unique key: nothing was changed.
   *
   * @param holder that job; empty: it has ended since, so try again
   */
  record KeyHeld(Optional<JobId> holder) implements ReplayAnswer {}

  /**
   * It is neither dead nor cancelled: nothing was changed.
   *
   * @param state how it stands
   */
  record NotOver(JobState state) implements ReplayAnswer {}

  /**
   * It is of another type than the arguments are for: nothing was changed.
   *
   * @param type its own
   */
  record OtherType(String type) implements ReplayAnswer {}

  /** There is no such job: it was never written, or retention has deleted it. */
  record NoSuchJob() implements ReplayAnswer {}
}

package io.orrery.store;

import io.orrery.JobState;
import java.util.Optional;

/** The answer to the end of one attempt. */
public sealed interface EndReply {
  /** It took effect: the job is now in this state. */
  record Moved(JobState state, Optional<String> reason) implements EndReply {}

  /** It had taken effect before: a repeat after a lost reply. */
  record Already(JobState state) implements EndReply {}

  /** Somebody else moved the job: what this attempt holds is to be dropped, and counted. */
  record Fenced() implements EndReply {}
}

package io.orrery.client;

import io.orrery.JobId;
import io.orrery.JobState;
import java.util.List;

/**
 * Why a job does not run, or what became of it.
 *
 * @param findings what stands in its way, the weightiest first; where nothing does, what comes
 *     next. At least one
 */
public record Explanation(JobId id, JobState state, List<Finding> findings) {
  /** What a finding is about, for programs. */
  public enum Gate {
    /** The job has ended. */
    ENDED,
    /** It runs. */
    RUNNING,
    /** It was asked to stop, and runs still. */
    CANCELLING,
    /** Its time has not come. */
    NOT_DUE,
    /** No coordinator leads, and this job waits for one. */
    NO_LEADER,
    /** Its queue is paused. */
    PAUSED,
    /** No live worker serves its queue. */
    NO_WORKER,
    /** Live workers serve its queue, but none runs its type. */
    UNKNOWN_TYPE,
    /** All slots of its queue are taken. */
    SLOTS_FULL,
    /** Others of its queue come first. */
    IN_LINE,
    /** The broker is away, as far as the asking process knows. */
    BROKER_AWAY,
    /** It was written in a caller's own transaction, and has no turn yet. */
    NOT_ADMITTED,
    /** It is free to run: its doorbell is on its way, or lost and to be rung again. */
    DOORBELL
  }

  /**
   * One thing that stands in a job's way.
   *
   * @param says what is, in a sentence or two
   * @param remedy what to do about it, in a sentence; empty where there is nothing to do but wait
   */
  public record Finding(Gate gate, String says, String remedy) {}

  public Explanation {
    findings = List.copyOf(findings);
  }

  /** All of it, a line for each finding. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(finding.says());
      if (!finding.remedy().isEmpty()) {
        text.append(' ').append(finding.remedy());
      }
      text.append('\n');
    }
    return text.toString().stripTrailing();
  }
}

package io.orrery.broker;

import io.orrery.JobId;
import io.orrery.Names;
import io.orrery.QueueName;

/**
 * Tells whoever watches the dead-letter queue that a job died. The row is the truth; notices may be
 * dropped.
 *
 * @param type the job type's name
 * @param reason why, in words; cut to {@value #LONGEST_REASON} characters, the row has it whole
 */
public record DeadNotice(JobId job, String type, QueueName queue, String reason) {
  /** A bound for whoever decodes it. */
  public static final int LONGEST_REASON = 1_000;

  public DeadNotice {
    Names.check("job type", type);
    if (reason.length() > LONGEST_REASON) {
      reason = reason.substring(0, LONGEST_REASON);
    }
  }
}

package io.orrery.broker;

import io.orrery.JobId;
import io.orrery.QueueName;

/**
 * Tells whoever watches the dead-letter queue that a job died. The row is the truth; notices may be
 * dropped.
 */
public record DeadNotice(JobId job, String type, QueueName queue, String reason) {}

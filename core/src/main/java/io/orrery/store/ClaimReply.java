package io.orrery.store;

import io.orrery.JobId;
import java.util.List;
import java.util.Map;

/**
 * The answer to a claim: each id asked for is in exactly one of these, unless the lease was
 * refused.
 *
 * @param leaseHeld false: this worker's lease has lapsed or it is not ACTIVE; nothing was claimed,
 *     and nothing is known of the ids
 * @param claimed now RUNNING, held by this worker
 * @param stale not PENDING: somebody else has or had it
 * @param foreign PENDING, but of a type that this worker does not run: that type
 * @param paused PENDING, but their queue is paused: to be asked for again when it is not
 * @param orphans no such row
 * @param undecided no answer: somebody else holds the row, or a later statement of the same claim
 *     failed, and it is perhaps claimed
 */
public record ClaimReply(
    boolean leaseHeld,
    List<ClaimedJob> claimed,
    List<JobId> stale,
    Map<JobId, String> foreign,
    List<JobId> paused,
    List<JobId> orphans,
    List<JobId> undecided) {}

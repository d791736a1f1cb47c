package io.orrery.config;

import static io.orrery.config.ConfigKey.COORDINATOR_STATEMENT_TIMEOUT;
import static io.orrery.config.ConfigKey.LEADER_LEASE;
import static io.orrery.config.ConfigKey.LEADER_RENEW;

import java.time.Duration;

/**
 * How coordinators lead.
 *
 * @param connections to PostgreSQL
 * @param statementTimeout kept by the server: an election waits at most this long for a statement
 *     of the leader before
 * @param leaderLease how long a renewal is good for
 * @param leaderRenew between two renewals
 * @param promotePoll the longest sleep between two looks for due jobs
 * @param promoteBatch the most jobs promoted by one statement
 * @param reapPoll between two looks for lost workers
 * @param relayPoll between two looks for lost doorbells
 * @param deadlineGrace how long past its timeout a job stays with a live worker
 */
public record CoordinatorTuning(
    int connections,
    Duration statementTimeout,
    Duration leaderLease,
    Duration leaderRenew,
    Duration promotePoll,
    int promoteBatch,
    Duration reapPoll,
    Duration relayPoll,
    Duration deadlineGrace) {
  public CoordinatorTuning {
    Checks.shorter(LEADER_RENEW, leaderRenew, LEADER_LEASE, leaderLease);
    Checks.shorter(COORDINATOR_STATEMENT_TIMEOUT, statementTimeout, LEADER_LEASE, leaderLease);
  }
}

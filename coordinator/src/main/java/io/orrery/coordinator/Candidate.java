package io.orrery.coordinator;

import io.orrery.lock.LeaderLock;
import io.orrery.store.Leadership;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Who stands for election.
 *
 * @param id of this coordinator, made for this start
 * @param leadership elects; on a connection of its own, so that no duty can keep it waiting
 * @param lock says who tries first
 * @param broker whether this process can ring, as far as it knows
 */
record Candidate(UUID id, Leadership leadership, LeaderLock lock, BooleanSupplier broker) {}

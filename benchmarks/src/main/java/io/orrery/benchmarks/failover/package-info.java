/**
 * The failover benchmark: coordinators in processes of their own are killed, frozen, stopped and
 * cut off while schedules and delayed jobs run; then pure code checks what was decided, from a
 * record that triggers and handlers kept.
 */
@NullMarked
package io.orrery.benchmarks.failover;

import org.jspecify.annotations.NullMarked;

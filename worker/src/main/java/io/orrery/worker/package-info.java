/**
 * The worker: turns doorbells and free slots into claims, runs handlers, records how their attempts
 * ended, and keeps its lease. {@link io.orrery.worker.Worker} is the way in; docs/worker.md tells
 * which thread does what.
 */
@NullMarked
package io.orrery.worker;

import org.jspecify.annotations.NullMarked;

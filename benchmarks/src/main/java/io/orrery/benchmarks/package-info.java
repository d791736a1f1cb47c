/**
 * {@code ./orrery bench}: load and latency against real servers, and JMH for the dispatcher's inner
 * loops.
 */
@NullMarked
package io.orrery.benchmarks;

import org.jspecify.annotations.NullMarked;

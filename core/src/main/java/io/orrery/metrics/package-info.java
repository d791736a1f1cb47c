/**
 * Counters and timings, by one decorator at each SPI, so that no adapter and no store class carries
 * meters.
 */
@NullMarked
package io.orrery.metrics;

import org.jspecify.annotations.NullMarked;

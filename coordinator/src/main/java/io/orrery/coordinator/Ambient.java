package io.orrery.coordinator;

import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Time and chance, which would be global otherwise: a test owns them.
 *
 * @param nanoTime monotonic, as {@link System#nanoTime}: every decision is by this one
 * @param clock for what people read
 */
record Ambient(LongSupplier nanoTime, Clock clock, RandomGenerator random) {
  static Ambient real() {
    return new Ambient(System::nanoTime, Clock.systemUTC(), RandomGenerator.getDefault());
  }
}

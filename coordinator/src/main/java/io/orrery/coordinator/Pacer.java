package io.orrery.coordinator;

import java.time.Duration;

/** Paces a loop. */
@FunctionalInterface
interface Pacer {
  /** Waits at most so long. False: the loop should end. */
  boolean await(Duration wait);
}

package io.orrery.store;

import java.util.OptionalInt;

/**
 * How a queue is steered.
 *
 * @param paused true: none of its jobs may start
 * @param slots of each worker; empty: as it was started
 */
public record Steering(boolean paused, OptionalInt slots) {
  /** Nobody steers it. */
  public static final Steering NONE = new Steering(false, OptionalInt.empty());
}

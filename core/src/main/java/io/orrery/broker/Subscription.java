package io.orrery.broker;

/** A running subscription of one process to one queue. Safe for many threads. */
public interface Subscription extends AutoCloseable {
  /** Changes how many unsettled deliveries may be lent at once; 1 or more. */
  void prefetch(int deliveries);

  /**
   * Stops new deliveries and waits until the listener is no longer called. Deliveries lent stay
   * lent, and can be settled.
   */
  void stop();

  /** Stops, and gives unsettled deliveries back. Calling it again does nothing. */
  @Override
  void close();
}

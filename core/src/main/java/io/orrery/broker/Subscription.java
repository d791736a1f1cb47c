package io.orrery.broker;

/** A running subscription of one process to one queue. Safe for many threads. */
public interface Subscription extends AutoCloseable {
  /**
   * Whether doorbells of its queue can come in, as far as is known: false while the broker is away,
   * and while it refuses this queue to this process, whatever becomes of others. It is tried again
   * by itself. Means nothing once the subscription is stopped.
   */
  boolean available();

  /**
   * Changes how many unsettled deliveries may be lent at once; 1 or more. Those lent before the
   * change may not be counted. It can cost a round trip to the broker: call it when it matters.
   */
  void prefetch(int deliveries);

  /**
   * Takes no new deliveries until {@link #resume}: doorbells then wait in the broker. Does not wait
   * for anything: a call of the listener that is under way ends, no other begins. Deliveries lent
   * stay lent, and can be settled. Calling it again does nothing.
   */
  void pause();

  /** Takes deliveries again, if it was paused. Does nothing once it is stopped. */
  void resume();

  /**
   * Stops new deliveries, and waits at most 5 s for a call of the listener that is under way (not
   * at all if the listener itself stops it). Deliveries lent stay lent, and can be settled. Calling
   * it again does nothing.
   */
  void stop();

  /** Stops, and gives unsettled deliveries back. Calling it again does nothing. */
  @Override
  void close();
}

package io.orrery.broker;

/**
 * A doorbell lent to a subscriber until it is settled, once, by either method; further calls do
 * nothing. Safe for any thread; settling never waits, and reaches the broker soon after. What is
 * unsettled when its subscription or connection ends goes back to the queue.
 */
public interface Delivery {
  Doorbell doorbell();

  /** Drops it: each of its jobs was claimed or needs no claim. */
  void ack();

  /** Puts it back for whichever worker comes next, this one included. */
  void giveBack();
}

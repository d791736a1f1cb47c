package io.orrery.broker;

/**
 * What an adapter tells of its inner life. Called from the adapter's own threads; must not block or
 * throw.
 */
public interface BrokerEvents {
  /**
   * Messages (doorbells, notices, hints) that were dropped because the window was full or the
   * connection blocked or away; the relay rings them again.
   */
  default void ringsDropped(int doorbells) {}

  /** A doorbell that no queue took, though the broker may have confirmed it. */
  default void ringReturned() {}

  /** A message that the broker refused, or did not confirm in time. */
  default void ringUnconfirmed() {}

  /** A message that could not be decoded and was dropped. */
  default void messageMalformed() {}

  /** The broker stopped taking messages (a memory or disk alarm), or takes them again. */
  default void blocked(boolean blocked) {}

  /**
   * A connection was lost, or a queue that the broker refused is served again: what it held may be
   * gone.
   */
  default void connectionLost(String why) {}

  /** A connection stands (again). */
  default void connected() {}
}

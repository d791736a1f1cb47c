package io.orrery.broker.rabbitmq;

import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Something that messages come in by. The {@link Receiver}'s thread alone calls it. */
interface Inlet {
  /**
   * Does what is due: opens a channel where none is open, mends it, or ends it. Returns whether
   * messages come in by it now. It paces itself where it is refused.
   */
  boolean tend(Connection connection) throws IOException, TimeoutException;

  /** Whether it has ended, and need not be tended again. */
  boolean ended();

  /**
   * Whether it has been silent for so long, with room for more, that something may be wrong if
   * there is anything to deliver.
   */
  boolean suspicious();

  /** Whether there is anything that it should have delivered. */
  boolean missing(Connection connection) throws IOException, TimeoutException;
}

package io.orrery.client;

import java.time.Duration;

/**
 * A listener's place with a job, until it is closed or the job has ended. Safe for many threads.
 */
public interface JobWatch extends AutoCloseable {
  /**
   * Waits until the job has ended, and all that it reported was told.
   *
   * @return false if that has not come within this time, or the watch or its client was closed
   */
  boolean awaitEnd(Duration most) throws InterruptedException;

  /** Tells nothing more once it returns, unless the listener itself calls it. */
  @Override
  void close();
}

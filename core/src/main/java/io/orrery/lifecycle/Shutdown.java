package io.orrery.lifecycle;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the end of a part of the process, and lets the end of the process bring it about. */
public final class Shutdown {
  private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

  private Shutdown() {}

  /**
   * Waits until {@code ended} is at zero. While somebody waits here, a signal that ends the process
   * (SIGTERM, Ctrl-C) calls {@code close} first.
   *
   * @param close runs on a thread of its own, named {@code orrery-shutdown}, and returns once the
   *     part is closed: the process ends then
   * @param hurry is called, from any thread, at each further signal until then; must not block
   */
  public static void await(CountDownLatch ended, Runnable close, Runnable hurry)
      throws InterruptedException {
    Runnable hurriedClose =
        () -> {
          LaterSignals.listen(hurry);
          close.run();
        };
    Thread hook = Thread.ofPlatform().name("orrery-shutdown").unstarted(hurriedClose);
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      ended.await();
    } finally {
      forget(hook);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      log.debug("the process is ending, by this hook or another", e);
    }
  }
}

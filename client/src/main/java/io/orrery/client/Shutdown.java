package io.orrery.client;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a client: first the callers, then what they use. */
@Singleton
final class Shutdown {
  private static final Logger log = LoggerFactory.getLogger(Shutdown.class);
  private static final int PATIENCE_SECONDS = 10;

  private final Gate gate;
  private final Watches watches;
  private final SharedCommit shared;
  private final Waiters waiters;
  private final Wires wires;
  private final Services services;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);

  @Inject
  Shutdown(
      Gate gate,
      Watches watches,
      SharedCommit shared,
      Waiters waiters,
      Wires wires,
      Services services) {
    this.gate = gate;
    this.watches = watches;
    this.shared = shared;
    this.waiters = waiters;
    this.wires = wires;
    this.services = services;
  }

  /** Returns at the end, whoever began it; an interrupt ends the wait for somebody else. */
  void run() {
    if (begun.getAndSet(true)) {
      awaitEnd();
      return;
    }
    try {
      end();
    } finally {
      ended.countDown();
    }
  }

  private void awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    watches.close();
    if (!gate.shut(PATIENCE_SECONDS)) {
      log.warn(
          "calls are still under way {} s after the close of the client; they fail now",
          PATIENCE_SECONDS);
    }
    shared.close();
    waiters.close();
    wires.close();
    services.close();
  }
}

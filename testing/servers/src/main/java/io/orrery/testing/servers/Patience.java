package io.orrery.testing.servers;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what servers come to among themselves. */
final class Patience {

  /** Returns when it is so; throws with what is instead while it isn't. */
  interface Condition {
    void check() throws IOException;
  }

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Patience() {}

  static void await(String what, Condition condition) {
    long begin = System.nanoTime();
    while (true) {
      try {
        condition.check();
        return;
      } catch (IOException notYet) {
        if (System.nanoTime() - begin > LIMIT.toNanos()) {
          throw new ServerFailed("waiting until " + what + ": not so within " + LIMIT, notYet);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  static void require(boolean so, Object instead) throws IOException {
    if (!so) {
      throw new IOException("so far: " + instead);
    }
  }
}

package io.orrery.cli.demo;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Shows how far the run is: a bar on a terminal, else a line now and then. */
final class Progress {
  private static final Duration ON_TERMINAL = Duration.ofMillis(200);
  private static final Duration ELSEWHERE = Duration.ofSeconds(2);
  private static final int WIDTH = 40;

  private final PrintWriter out;
  private final boolean terminal;
  private final long started = System.nanoTime();

  Progress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * Returns once every job has ended, or false once nothing has ended for so long that something is
   * wrong.
   *
   * @param expected how many jobs were enqueued
   */
  boolean follow(Ledger ledger, long expected, Duration patience)
      throws SQLException, InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    long lastEnded = -1;
    long lastChange = System.nanoTime();
    while (true) {
      Ledger.Progress now = ledger.progress();
      show(now.ended(), expected);
      if (now.ended() >= expected) {
        endLine();
        return true;
      }
      if (now.ended() != lastEnded) {
        lastEnded = now.ended();
        lastChange = System.nanoTime();
      } else if (System.nanoTime() - lastChange > patience.toNanos()) {
        endLine();
        return false;
      }
      never.await((terminal ? ON_TERMINAL : ELSEWHERE).toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void show(long ended, long total) {
    double seconds = (System.nanoTime() - started) / 1e9;
    String counts = "%,d of %,d jobs, %.1f s".formatted(ended, total, seconds);
    if (terminal) {
      int full = total == 0 ? WIDTH : (int) (WIDTH * ended / total);
      out.printf("\r[%s%s] %s ", "#".repeat(full), ".".repeat(WIDTH - full), counts);
    } else {
      out.println(counts);
    }
    out.flush();
  }

  private void endLine() {
    if (terminal) {
      out.println();
      out.flush();
    }
  }
}

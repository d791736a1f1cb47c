package io.orrery.cli.demo;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Shows how far the run is: a bar on a terminal, else a line now and then. */
final class Progress {
  private static final Duration ON_TERMINAL = Duration.ofMillis(200);
  private static final Duration ELSEWHERE = Duration.ofSeconds(2);
  private static final int WIDTH = 25;

  private final PrintWriter out;
  private final boolean terminal;
  private final Duration pace;
  private final long total;
  private final long started = System.nanoTime();
  private long shown = started;

  /**
   * @param total how many jobs there will be
   */
  Progress(PrintWriter out, boolean terminal, long total) {
    this.out = out;
    this.terminal = terminal;
    this.pace = terminal ? ON_TERMINAL : ELSEWHERE;
    this.total = total;
  }

  /** So many jobs are enqueued by now: shown if nothing was for a while. */
  void enqueued(long jobs) {
    if (System.nanoTime() - shown >= pace.toNanos()) {
      show(jobs, "enqueued");
    }
  }

  /** Returns once every job has ended, or none has for so long that something is wrong. */
  void follow(Ledger ledger, Duration patience) throws SQLException, InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    long ended = -1;
    long lastChange = System.nanoTime();
    while (ended < total && System.nanoTime() - lastChange < patience.toNanos()) {
      if (ended >= 0) {
        never.await(pace.toMillis(), TimeUnit.MILLISECONDS);
      }
      long now = ledger.progress().ended();
      if (now != ended) {
        ended = now;
        lastChange = System.nanoTime();
      }
      show(ended, "done");
    }
    if (terminal) {
      out.println(); // Ends the bar's own line.
      out.flush();
    }
  }

  private void show(long jobs, String what) {
    shown = System.nanoTime();
    double seconds = (shown - started) / 1e9;
    String counts =
        String.format(Locale.ROOT, "%,d of %,d jobs %s, %.1f s", jobs, total, what, seconds);
    if (terminal) {
      int full = total == 0 ? WIDTH : (int) (WIDTH * jobs / total);
      // Wide enough to cover the longer text of before.
      out.printf("\r[%s%s] %-48s", "#".repeat(full), ".".repeat(WIDTH - full), counts);
    } else {
      out.println(counts);
    }
    out.flush();
  }
}

package io.orrery.cli.service;

import io.orrery.client.BulkOutcome;
import io.orrery.dead.DeadCount;
import java.io.PrintWriter;
import java.util.Locale;

/** Shows on a terminal how far a change of many dead letters has come. Elsewhere, nothing. */
final class BulkBar implements AutoCloseable {
  private static final int WIDTH = 25;

  private final PrintWriter out;
  private final boolean terminal;
  private final DeadCount count;
  private final long most;
  private boolean shown;

  /**
   * @param count how many there are
   * @param most how many are wanted at most
   */
  BulkBar(PrintWriter out, boolean terminal, DeadCount count, long most) {
    this.out = out;
    this.terminal = terminal;
    this.count = count;
    this.most = most;
  }

  void show(BulkOutcome outcome) {
    if (!terminal) {
      return;
    }
    long total = Math.min(most, count.letters());
    boolean bounded = !count.more() || most <= count.letters();
    long seen = outcome.seen();
    // Where there are more than were counted, how full the bar is would be a guess.
    int full = total == 0 || !bounded ? 0 : (int) Math.min(WIDTH, WIDTH * seen / total);
    out.print(
        String.format(
            Locale.ROOT,
            "\r[%s%s] %,d of %,d%s ",
            "#".repeat(full),
            ".".repeat(WIDTH - full),
            seen,
            total,
            bounded ? "" : "+"));
    out.flush();
    shown = true;
  }

  /** Ends the bar's own line. */
  @Override
  public void close() {
    if (shown) {
      out.println();
      out.flush();
    }
  }
}

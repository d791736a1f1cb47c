package io.orrery.benchmarks.failover;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what came of a run, and whether the promises were kept. */
final class Report {
  private static final Duration CLEAN = Duration.ofSeconds(1);
  private static final Duration BEYOND_LOCK = Duration.ofSeconds(2);

  /** One fault of the product may break thousands. */
  private static final int MOST_LINES = 30;

  private final Outcome outcome;
  private final PrintWriter out;
  private final List<String> broken = new ArrayList<>();

  private Report(Outcome outcome, PrintWriter out) {
    this.outcome = outcome;
    this.out = out;
  }

  /** Prints it. True: every promise was kept, the targets of time too. */
  static boolean print(Outcome outcome, PrintWriter out) {
    Report report = new Report(outcome, out);
    report.whatHappened();
    report.howLongItTook();
    report.verdict();
    out.flush();
    return report.broken.isEmpty();
  }

  private void whatHappened() {
    History history = outcome.history();
    for (Fault fault : Fault.values()) {
      long times = outcome.faults().stream().filter(fault::equals).count();
      line(fault.words(), Long.toString(times));
    }
    long fired = history.ticks().stream().filter(tick -> tick.job().isPresent()).count();
    line(
        "ticks",
        "%d of %d schedules: %d fired, %d skips recorded"
            .formatted(
                history.ticks().size(),
                history.planned().size(),
                fired,
                history.ticks().size() - fired));
    line(
        "one-off jobs",
        "%d enqueued, %d enqueues failed"
            .formatted(history.enqueued().size(), outcome.failedEnqueues()));
    line("runs of handlers", Integer.toString(history.runs().size()));
    line("epochs", Integer.toString(history.terms().size()));
    line(
        "rows written by leaders",
        "%d; writes of past leaders refused: %d"
            .formatted(history.writes().size(), outcome.refused()));
  }

  private void howLongItTook() {
    healing(Fault.STOP, CLEAN);
    healing(Fault.KILL, outcome.lease().plus(BEYOND_LOCK));
    healing(Fault.KILL_WITHOUT_REDIS, outcome.lease().plus(BEYOND_LOCK));
    healing(Fault.FREEZE, outcome.lease().plus(BEYOND_LOCK));
    line("next leader, delayed", outcome.healing(Fault.DELAY).toString());
    line("lateness of ticks' jobs", outcome.lateness(true).toString());
    line("lateness of one-off jobs", outcome.lateness(false).toString());
  }

  private void healing(Fault fault, Duration target) {
    Spread spread = outcome.healing(fault);
    String name = "next leader, " + fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    line(name, "%s (target: < %d ms)".formatted(spread, target.toMillis()));
    if (spread.max().compareTo(target) >= 0) {
      broken.add("%s took %d ms".formatted(name, spread.max().toMillis()));
    }
  }

  private void verdict() {
    List<String> breaches = Checker.check(outcome.history());
    breaches.stream().limit(MOST_LINES).forEach(breach -> line("BROKEN", breach));
    if (breaches.size() > MOST_LINES) {
      line("BROKEN", "and %d more".formatted(breaches.size() - MOST_LINES));
    }
    broken.forEach(late -> line("TOO LATE", late));
    broken.addAll(breaches);
    line("verdict", broken.isEmpty() ? "every promise was kept" : "NOT KEPT");
  }

  private void line(String what, String value) {
    out.printf(Locale.ROOT, "%-40s %s%n", what, value);
  }
}

package io.orrery.cli.demo;

import io.orrery.JobId;
import io.orrery.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table at the end, and the verdict. */
final class Summary {
  private static final int SHOWN = 5;

  /** An exception's, before its message. */
  private static final Pattern CLASS_NAME = Pattern.compile("^[\\w.$]+: ");

  private final PrintWriter out;

  Summary(PrintWriter out) {
    this.out = out;
  }

  void table(Map<JobId, String> enqueued, List<Ledger.TypeRow> rows) {
    Map<String, Long> sent =
        enqueued.values().stream()
            .collect(Collectors.groupingBy(type -> type, Collectors.counting()));
    out.println();
    out.printf(
        "%-12s %10s %10s %8s %6s %10s %10s %9s%n",
        "job type", "enqueued", "succeeded", "retried", "dead", "p50 ms", "p99 ms", "jobs/s");
    for (Ledger.TypeRow row : rows) {
      out.printf(
          Locale.ROOT,
          "%-12s %,10d %,10d %,8d %,6d %,10.1f %,10.1f %,9.0f%n",
          row.type(),
          sent.getOrDefault(row.type(), 0L),
          row.succeeded(),
          row.retried(),
          row.dead(),
          row.p50(),
          row.p99(),
          row.rate());
    }
    out.println(
        "p50 and p99: from enqueue, or from the due time of a delayed job, to the start of its handler");
  }

  /** One line for each type of which jobs died: why they did. */
  void deaths(List<Ledger.Death> deaths) {
    deaths.stream()
        .collect(Collectors.groupingBy(Ledger.Death::type, TreeMap::new, Collectors.toList()))
        .forEach((type, ways) -> out.println(line(type, ways)));
  }

  private static String line(String type, List<Ledger.Death> ways) {
    long jobs = ways.stream().mapToLong(Ledger.Death::jobs).sum();
    String shown = ways.stream().limit(SHOWN).map(Summary::way).collect(Collectors.joining("; "));
    return String.format(
        Locale.ROOT,
        "dead: %,d of type %s%s: %s%s",
        jobs,
        type,
        type.equals(Doomed.TYPE) ? ", as they are meant to be" : "",
        shown,
        ways.size() > SHOWN ? "; and in " + (ways.size() - SHOWN) + " other ways" : "");
  }

  private static String way(Ledger.Death death) {
    String error = CLASS_NAME.matcher(death.error()).replaceFirst("");
    return Printable.line(error) + " (" + death.reason() + ")";
  }

  /** Returns true if nothing is missing. */
  boolean verdict(Map<JobId, String> enqueued, Map<JobId, String> missing) {
    if (missing.isEmpty()) {
      out.printf(Locale.ROOT, "all %,d jobs accounted for%n", enqueued.size());
    } else {
      out.printf(
          Locale.ROOT,
          "%,d of %,d jobs are NOT accounted for, among them:%n",
          missing.size(),
          enqueued.size());
      missing.entrySet().stream()
          .limit(SHOWN)
          .forEach(job -> out.println("  " + job.getKey() + " of type " + job.getValue()));
    }
    out.flush();
    return missing.isEmpty();
  }

  /**
   * Says how far a run came that was cut short.
   *
   * @param now what PostgreSQL has
   * @param wanted how many jobs there would have been
   * @param bar whether one stands in its line, where the terminal has put ^C behind it
   */
  void interrupted(Ledger.Progress now, long wanted, boolean bar) {
    if (bar) {
      out.println();
    }
    if (now.total() < wanted) {
      out.printf(
          Locale.ROOT,
          "interrupted while enqueuing: of %,d jobs %,d were enqueued and %,d done%n",
          wanted,
          now.total(),
          now.ended());
    } else {
      out.printf(Locale.ROOT, "interrupted: %,d of %,d jobs were done%n", now.ended(), wanted);
    }
    out.flush();
  }
}

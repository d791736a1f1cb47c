package io.orrery.cli.service;

import io.orrery.Printable;
import io.orrery.report.JobEvent;
import io.orrery.report.LogLine;
import io.orrery.report.Progress;
import java.util.Locale;

/** An event of a job, as people read it. */
final class EventLine {
  private EventLine() {}

  static String of(JobEvent event) {
    return switch (event) {
      case JobEvent.Moved moved ->
          "-- attempt " + moved.attempt() + ": " + moved.state().name().toLowerCase(Locale.ROOT);
      case JobEvent.Progressed progressed -> "-- " + of(progressed.progress());
      case JobEvent.Logged logged -> of(logged.line());
    };
  }

  /** As in {@code 40 % (2 of 5): rendered}. */
  static String of(Progress progress) {
    String percent = String.format(Locale.ROOT, "%.0f %%", Math.floor(progress.fraction() * 100));
    String counted =
        progress.done().isPresent()
            ? " (" + progress.done().getAsLong() + " of " + progress.total().orElseThrow() + ")"
            : "";
    String message = progress.message().isEmpty() ? "" : ": " + Printable.line(progress.message());
    return percent + counted + message;
  }

  private static String of(LogLine line) {
    String logger = line.logger().isEmpty() ? "" : Printable.line(line.logger()) + " - ";
    return line.at() + " " + line.level() + " " + logger + Printable.lines(line.text());
  }
}

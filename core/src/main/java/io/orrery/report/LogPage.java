package io.orrery.report;

import java.util.List;

/**
 * Some lines of the log of one attempt of a job.
 *
 * @param lines empty where there are none (yet) after the place that was asked for
 * @param end where to read on
 */
public record LogPage(List<LogLine> lines, LogPosition end) {
  public LogPage {
    lines = List.copyOf(lines);
  }
}

package io.orrery.cli.service;

import io.orrery.JobStatus;
import io.orrery.Printable;
import io.orrery.report.JobProgress;
import io.orrery.store.AttemptRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A job with its progress and its attempts, for people or for programs. */
record JobLines(JobStatus job, Optional<JobProgress> progress, List<AttemptRecord> attempts) {
  private static final int HEAD = 14;

  List<String> text() {
    List<String> lines = new ArrayList<>();
    fields()
        .forEach(
            (name, value) -> {
              if (value != null && !value.equals(List.of())) {
                lines.add(padded(name) + Printable.line(value.toString()));
              }
            });
    progress.ifPresent(
        last ->
            lines.add(
                padded("progress")
                    + EventLine.of(last.progress())
                    + ", attempt "
                    + last.attempt()
                    + " at "
                    + last.reportedAt()));
    for (AttemptRecord attempt : attempts) {
      lines.add("");
      lines.add(
          "attempt %d  %s  %s to %s  worker %s"
              .formatted(
                  attempt.attempt(),
                  attempt.outcome(),
                  attempt.claimedAt(),
                  attempt.endedAt(),
                  attempt.worker()));
      attempt.error().ifPresent(error -> lines.add(Printable.lines(error).stripTrailing()));
    }
    return lines;
  }

  List<String> json() {
    Map<String, Object> all = new LinkedHashMap<>(fields());
    all.put("progress", progress.map(JobLines::fields).orElse(null));
    all.put("endedAttempts", attempts.stream().map(JobLines::fields).toList());
    return List.of(JsonLines.line(all));
  }

  private Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", job.id().toString());
    fields.put("type", job.type());
    fields.put("queue", job.queue().value());
    fields.put("priority", job.priority());
    fields.put("state", job.state().name());
    fields.put("reason", job.reason().orElse(null));
    fields.put("cancelRequested", job.cancelRequested());
    fields.put("attempts", job.attempts());
    fields.put("failures", job.failures());
    fields.put("maxRetries", job.maxRetries());
    fields.put("lost", job.lost());
    fields.put("created", job.createdAt().toString());
    fields.put("due", JsonLines.time(job.runAt()));
    fields.put("claimed", JsonLines.time(job.claimedAt()));
    fields.put("finished", JsonLines.time(job.finishedAt()));
    fields.put("uniqueKey", job.uniqueKey().orElse(null));
    fields.put("tags", job.tags());
    return fields;
  }

  private static Map<String, Object> fields(JobProgress progress) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("fraction", progress.progress().fraction());
    progress.progress().done().ifPresent(done -> fields.put("done", done));
    progress.progress().total().ifPresent(total -> fields.put("total", total));
    fields.put("message", progress.progress().message());
    fields.put("attempt", progress.attempt());
    fields.put("reported", progress.reportedAt().toString());
    return fields;
  }

  private static Map<String, Object> fields(AttemptRecord attempt) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("attempt", attempt.attempt());
    fields.put("fence", attempt.fence());
    fields.put("worker", attempt.worker().toString());
    fields.put("claimed", attempt.claimedAt().toString());
    fields.put("ended", attempt.endedAt().toString());
    fields.put("outcome", attempt.outcome());
    fields.put("error", attempt.error().orElse(null));
    return fields;
  }

  private static String padded(String name) {
    return name + " ".repeat(Math.max(1, HEAD + 2 - name.length()));
  }
}

package io.orrery.cli.service;

import io.orrery.QueueStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Queues as people read them, and as programs do. */
final class QueueLines {
  private static final Table<QueueStatus> TABLE =
      new Table<QueueStatus>()
          .column("NAME", each -> each.name().value())
          .column("STATUS", each -> each.paused() ? "paused" : "runs")
          .column("LIMIT", QueueLines::limit)
          .column("WORKERS", each -> Integer.toString(each.workers()))
          .column("SLOTS", each -> Integer.toString(each.slots()))
          .column("WAITING", each -> each.waiting() + (each.more() ? "+" : ""))
          .column("OLDEST", each -> each.oldestWaits().map(Age::text).orElse("-"));

  private QueueLines() {}

  static List<String> table(List<QueueStatus> queues) {
    return TABLE.lines(queues);
  }

  static List<String> json(List<QueueStatus> queues) {
    return queues.stream().map(each -> JsonLines.line(fields(each))).toList();
  }

  private static String limit(QueueStatus queue) {
    return queue.limitedTo().isPresent()
        ? Integer.toString(queue.limitedTo().getAsInt())
        : "as started";
  }

  private static Map<String, Object> fields(QueueStatus each) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", each.name().value());
    fields.put("paused", each.paused());
    fields.put("limit", each.limitedTo().isPresent() ? each.limitedTo().getAsInt() : null);
    fields.put("workers", each.workers());
    fields.put("slots", each.slots());
    fields.put("waiting", each.waiting());
    fields.put("more", each.more());
    fields.put("oldestWaitsMillis", each.oldestWaits().map(Duration::toMillis).orElse(null));
    return fields;
  }
}

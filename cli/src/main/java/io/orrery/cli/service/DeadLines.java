package io.orrery.cli.service;

import io.orrery.Printable;
import io.orrery.client.BulkOutcome;
import io.orrery.dead.DeadLetter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Dead letters as people read them, and as programs do. */
final class DeadLines {
  private static final int WIDEST_ERROR = 100;

  private static final Table<DeadLetter> TABLE =
      new Table<DeadLetter>()
          .column("ID", each -> each.id().toString())
          .column("TYPE", DeadLetter::type)
          .column("QUEUE", each -> each.queue().value())
          .column("DIED", each -> each.diedAt().toString())
          .column("ATTEMPTS", each -> Integer.toString(each.attempts()))
          .column("REASON", DeadLines::reason)
          .column("ERROR", DeadLines::error);

  private DeadLines() {}

  static List<String> table(List<DeadLetter> letters) {
    return TABLE.lines(letters);
  }

  static List<String> json(List<DeadLetter> letters) {
    return letters.stream().map(each -> JsonLines.line(fields(each))).toList();
  }

  /** As {@code 480 replayed, 3 refused: an unfinished job holds their unique key, 1 gone}. */
  static String words(String done, BulkOutcome outcome) {
    StringBuilder words = new StringBuilder(outcome.changed() + " " + done);
    append(words, outcome.keyHeld(), "refused: an unfinished job holds their unique key");
    append(words, outcome.gone(), "gone meanwhile");
    append(words, outcome.held(), "left: another transaction held them");
    return words.toString();
  }

  static Map<String, Object> fields(BulkOutcome outcome) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("changed", outcome.changed());
    fields.put("keyHeld", outcome.keyHeld());
    fields.put("gone", outcome.gone());
    fields.put("held", outcome.held());
    fields.put("complete", outcome.complete());
    return fields;
  }

  static Map<String, Object> fields(DeadLetter each) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", each.id().toString());
    fields.put("type", each.type());
    fields.put("queue", each.queue().value());
    fields.put("priority", each.priority());
    fields.put("created", each.createdAt().toString());
    fields.put("died", each.diedAt().toString());
    fields.put("attempts", each.attempts());
    fields.put("failures", each.failures());
    fields.put("lost", each.lost());
    fields.put("poison", each.poison());
    fields.put("reason", each.reason());
    fields.put("errorType", each.errorType().orElse(null));
    fields.put("error", each.error().orElse(null));
    fields.put("uniqueKey", each.uniqueKey().orElse(null));
    fields.put("tags", each.tags());
    return fields;
  }

  private static void append(StringBuilder words, long count, String what) {
    if (count > 0) {
      words.append(", ").append(count).append(' ').append(what);
    }
  }

  private static String reason(DeadLetter letter) {
    return letter.poison() ? letter.reason() + " x" + letter.lost() : letter.reason();
  }

  /** Errors are what handlers make of what others sent them: fit for a terminal, and short. */
  private static String error(DeadLetter letter) {
    String error = Printable.line(letter.error().or(letter::errorType).orElse("-"));
    return error.length() > WIDEST_ERROR ? error.substring(0, WIDEST_ERROR - 1) + "…" : error;
  }
}

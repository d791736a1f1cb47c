package io.orrery.cli.service;

import io.orrery.client.BulkOptions;
import io.orrery.client.BulkOutcome;
import io.orrery.client.DeadLetters;
import io.orrery.client.DeadLettersStopped;
import io.orrery.dead.DeadCount;
import io.orrery.dead.DeadFilter;
import io.orrery.dead.DeadPreview;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Changes many dead letters, or only says which, and tells how that went. */
final class BulkRun {
  private final DeadLetters letters;
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;

  BulkRun(DeadLetters letters, PrintWriter out, PrintWriter err, boolean json) {
    this.letters = letters;
    this.out = out;
    this.err = err;
    this.json = json;
  }

  /** Changes nothing. */
  int preview(String change, DeadFilter filter) {
    DeadPreview preview = letters.preview(filter);
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("count", preview.count().letters());
      fields.put("more", preview.count().more());
      fields.put("samples", preview.samples().stream().map(DeadLines::fields).toList());
      out.println(JsonLines.line(fields));
      return 0;
    }
    out.println("would " + change + " " + preview.count() + " dead letters (" + filter + ")");
    if (!preview.samples().isEmpty()) {
      DeadLines.table(preview.samples()).forEach(out::println);
    }
    return 0;
  }

  /**
   * @param done what became of those that were changed, as in "replayed"
   * @return 0 if none was left behind
   */
  int change(
      String done,
      DeadFilter filter,
      BulkOptions options,
      Function<BulkOptions, BulkOutcome> change) {
    boolean terminal = Boolean.getBoolean("orrery.terminal") && !json;
    try (StopSignal signal = StopSignal.watched()) {
      return told(done, options, changed(terminal, filter, options, change));
    } catch (DeadLettersStopped e) {
      tell(done, e.soFar());
      throw e;
    }
  }

  private BulkOutcome changed(
      boolean terminal,
      DeadFilter filter,
      BulkOptions options,
      Function<BulkOptions, BulkOutcome> change) {
    try (BulkBar bar = bar(terminal, filter, options)) {
      return change.apply(options.progress(bar::show));
    }
  }

  private BulkBar bar(boolean terminal, DeadFilter filter, BulkOptions options) {
    // Counted only for the bar.
    var count = terminal ? letters.count(filter) : new DeadCount(0, true);
    return new BulkBar(out, terminal, count, options.most());
  }

  private int told(String done, BulkOptions options, BulkOutcome outcome) {
    tell(done, outcome);
    boolean all = outcome.complete() || outcome.changed() >= options.most();
    if (!all) {
      err.println("orrery: interrupted: the same command goes on");
    }
    return all && outcome.keyHeld() + outcome.held() == 0 ? 0 : 1;
  }

  private void tell(String done, BulkOutcome outcome) {
    out.println(json ? JsonLines.line(DeadLines.fields(outcome)) : DeadLines.words(done, outcome));
    out.flush();
  }
}

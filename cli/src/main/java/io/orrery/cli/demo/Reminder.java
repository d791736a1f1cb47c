package io.orrery.cli.demo;

import io.orrery.Handler;
import io.orrery.JobContext;
import io.orrery.JobHandler;

/** Is enqueued with a delay: what the coordinator is for. */
@JobHandler(type = "reminder", queue = "odd")
final class Reminder implements Handler<Reminder.Note, String> {
  record Note(String text) {}

  @Override
  public String handle(Note note, JobContext job) {
    return "reminded of " + note.text();
  }
}

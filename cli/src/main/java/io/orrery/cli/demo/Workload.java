package io.orrery.cli.demo;

import io.orrery.JobId;
import io.orrery.Priority;
import io.orrery.client.JobHandle;
import io.orrery.client.OrreryClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * What the demo enqueues, and what is known of it on the client's side alone: the ids whose enqueue
 * returned.
 */
final class Workload {
  private static final int CHUNK = 1_000;

  /** Taken in turn. */
  private static final List<Priority> PRIORITIES =
      List.of(Priority.LOW, Priority.NORMAL, Priority.HIGH);

  private static final int FLAKY = 6;
  private static final int REMINDERS = 5;

  private final List<Path> files;
  private final long fingerprints;
  private final Map<JobId, String> enqueued = new HashMap<>();

  /**
   * @param files to take in turn
   * @param fingerprints how many jobs to make of them
   */
  Workload(List<Path> files, long fingerprints) {
    this.files = files;
    this.fingerprints = fingerprints;
  }

  /** How many jobs there will be. */
  long size() {
    return FLAKY + Doomed.Way.values().length + REMINDERS + fingerprints;
  }

  /**
   * Enqueues everything; each call of the client is durable when it returns.
   *
   * @param progress is told now and then how many jobs are enqueued
   */
  void enqueue(OrreryClient client, LongConsumer progress) {
    odd(client);
    List<Fingerprint.Source> chunk = new ArrayList<>(CHUNK);
    for (long i = 0; i < fingerprints; i++) {
      chunk.add(new Fingerprint.Source(files.get((int) (i % files.size())).toString()));
      if (chunk.size() == CHUNK || i == fingerprints - 1) {
        enqueue(client, chunk, priority(i / CHUNK));
        chunk.clear();
        progress.accept(enqueued.size());
      }
    }
  }

  private void enqueue(OrreryClient client, List<Fingerprint.Source> chunk, Priority priority) {
    client
        .enqueueAll(Fingerprint.class, chunk, o -> o.priority(priority))
        .forEach(handle -> keep("fingerprint", handle));
  }

  private void odd(OrreryClient client) {
    for (int i = 0; i < FLAKY; i++) {
      keep("flaky", client.enqueue(Flaky.class, new Flaky.Plan(1 + i % 2)));
    }
    for (Doomed.Way way : Doomed.Way.values()) {
      keep("doomed", client.enqueue(Doomed.class, way, o -> o.priority(Priority.LOW)));
    }
    for (int i = 1; i <= REMINDERS; i++) {
      Duration delay = Duration.ofMillis(700L * i);
      keep(
          "reminder",
          client.enqueue(
              Reminder.class,
              new Reminder.Note("tea " + i),
              o -> o.in(delay).priority(Priority.HIGH)));
    }
  }

  private void keep(String type, JobHandle<?> handle) {
    enqueued.put(handle.id(), type);
  }

  private static Priority priority(long chunk) {
    return PRIORITIES.get((int) (chunk % PRIORITIES.size()));
  }

  /** The ids whose enqueue returned, with their types. */
  Map<JobId, String> enqueued() {
    return enqueued;
  }
}

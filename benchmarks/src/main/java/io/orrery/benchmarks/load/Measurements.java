package io.orrery.benchmarks.load;

import io.orrery.benchmarks.process.Child;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The measurements, one method each; each begins on empty tables and an empty queue, and prints a
 * line or a few.
 */
final class Measurements {
  private static final int[] CALLERS = {1, 4, 16};

  /** More than any worker here drains in a second: the backlog must outlast the measurement. */
  private static final int BACKLOG_PER_SECOND = 90_000;

  private static final int WARM_UP_SECONDS = 10;
  private static final int WARM_UP_RATE = 2_000;
  private static final int WINDOW_SECONDS = 10;
  private static final int WAITING_JOBS = 10_000;
  private static final int WAITING_SLOTS = 2_000;

  private final Scene scene;
  private final PostgresCounters counters;
  private final PrintWriter out;
  private final int slots;

  Measurements(Scene scene, PrintWriter out, int slots) {
    this.scene = scene;
    this.counters = scene.counters();
    this.out = out;
    this.slots = slots;
  }

  /** Enqueue alone: nobody claims. */
  void enqueue(int seconds) throws IOException, SQLException {
    try (Child client = scene.client()) {
      client.ask("callers 4 " + WARM_UP_SECONDS);
      for (int callers : CALLERS) {
        scene.empty();
        print("enqueue, " + callers + " callers", client.ask("callers " + callers + " " + seconds));
      }
    }
    scene.empty();
  }

  /** Enqueue in bulk alone: nobody claims. */
  void bulk(int seconds) throws IOException, SQLException {
    try (Child client = scene.client()) {
      client.ask("bulk " + WARM_UP_SECONDS);
      print("enqueue, bulk", client.ask("bulk " + seconds));
    }
    scene.empty();
  }

  /**
   * A backlog that outlasts the measurement, then one worker; rates per window show whether it
   * stays flat.
   */
  void drain(int seconds) throws IOException, SQLException, InterruptedException {
    try (Child client = scene.client()) {
      client.ask(
          "jobs " + Math.multiplyExact(seconds + WARM_UP_SECONDS, BACKLOG_PER_SECOND) + " 0");
    }
    try (Child worker = scene.worker(slots)) {
      pause(WARM_UP_SECONDS);
      measureDone("drain", worker, seconds);
    }
    scene.empty();
  }

  void bothAtOnce(int seconds) throws IOException, SQLException, InterruptedException {
    try (Child client = scene.client();
        Child worker = scene.worker(slots)) {
      client.tell("bulk " + (WARM_UP_SECONDS + seconds));
      pause(WARM_UP_SECONDS);
      measureDone("both at once", worker, seconds);
      print("both at once, enqueued", client.read());
    }
    scene.empty();
  }

  private void measureDone(String what, Child worker, int seconds)
      throws IOException, SQLException, InterruptedException {
    PostgresCounters.Counts before = counters.counts();
    double delivered = Double.parseDouble(worker.ask("deliveries"));
    long first = Long.parseLong(worker.ask("done"));
    long start = System.nanoTime();
    long done = first;
    List<String> windows = new ArrayList<>();
    for (int window = 0; window < Math.max(1, seconds / WINDOW_SECONDS); window++) {
      pause(Math.min(seconds, WINDOW_SECONDS));
      long now = Long.parseLong(worker.ask("done"));
      windows.add(
          String.format(Locale.ROOT, "%,d", (now - done) / Math.min(seconds, WINDOW_SECONDS)));
      done = now;
    }
    double rate = (done - first) / ((System.nanoTime() - start) / 1e9);
    PostgresCounters.Counts cost = counters.counts().since(before);
    double jobs = Math.max(1, done - first);
    out.printf(
        Locale.ROOT, "%-24s %,.0f jobs/s; per window: %s%n", what, rate, String.join(" ", windows));
    out.printf(
        Locale.ROOT,
        "%-24s %.3f transactions, %,.0f bytes of WAL, %.3f broker messages%n",
        "  per job",
        cost.transactions() / jobs,
        cost.walBytes() / jobs,
        (Double.parseDouble(worker.ask("deliveries")) - delivered) / jobs);
    out.flush();
  }

  /** From the call of enqueue to the start of the handler. */
  void latency(int rate, int seconds) throws IOException, SQLException {
    try (Child client = scene.client();
        Child worker = scene.worker(slots)) {
      // At the slow rate alone, the JVMs would still be compiling when the measure begins.
      client.ask("paced " + WARM_UP_RATE + " " + 2 * WARM_UP_SECONDS);
      worker.ask("latency");
      client.ask("paced " + rate + " " + seconds);
      print("latency ms at " + rate + "/s", worker.ask("latency"));
    }
    scene.empty();
  }

  /** Many jobs that wait: what slots and virtual threads are for. */
  void waiting() throws IOException, SQLException, InterruptedException {
    try (Child client = scene.client();
        Child worker = scene.worker(WAITING_SLOTS)) {
      long start = System.nanoTime();
      client.ask("jobs " + WAITING_JOBS + " " + Duration.ofSeconds(1).toMillis());
      while (counters.unfinished() > 0) {
        pauseMillis(50);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      out.printf(
          Locale.ROOT,
          "%-24s %,d jobs of 1 s in %.1f s on %,d slots%n",
          "waiting",
          Long.parseLong(worker.ask("done")),
          seconds,
          WAITING_SLOTS);
    }
    scene.empty();
  }

  private void print(String what, String answer) {
    out.printf(Locale.ROOT, "%-24s %s%n", what, answer);
    out.flush();
  }

  private static void pause(int seconds) throws InterruptedException {
    pauseMillis(Duration.ofSeconds(seconds).toMillis());
  }

  private static void pauseMillis(long millis) throws InterruptedException {
    new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
  }
}

package io.orrery.benchmarks.load;

import io.orrery.benchmarks.process.Child;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How well the leader keeps time, and how fast it clears a backlog; a method for each measure. */
final class ClockMeasurements {
  private static final int WARM_UP_SECONDS = 20;
  private static final int SLOTS = 200;

  /** Longer than the leader's poll: it knows of each job well before it is due. */
  private static final int AHEAD_SECONDS = 3;

  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration WINDOW = Duration.ofSeconds(5);

  private final Scene scene;
  private final PrintWriter out;

  ClockMeasurements(Scene scene, PrintWriter out) {
    this.scene = scene;
    this.out = out;
  }

  /** From when a job is due, by the machine's one clock, to the start of its handler. */
  void lateness(int rate, int seconds) throws IOException, SQLException, InterruptedException {
    try (Child client = scene.client();
        Child worker = scene.worker(SLOTS)) {
      run(client, rate, WARM_UP_SECONDS);
      worker.ask("latency");
      run(client, rate, seconds);
      print("lateness ms at " + rate + " due/s", worker.ask("latency"));
    }
    scene.empty();
  }

  private void run(Child client, int rate, int seconds)
      throws IOException, SQLException, InterruptedException {
    client.ask("delayed " + rate + " " + seconds + " " + AHEAD_SECONDS);
    while (scene.counters().unfinished() > 0) {
      pause(Duration.ofMillis(50));
    }
  }

  /** All due at once, and nobody claims. */
  void promote(Backlog backlog, int jobs) throws SQLException, InterruptedException {
    scene.rest();
    backlog.scheduled(jobs);
    scene.lead(Map.of());
    rate("promote", jobs, () -> scene.jobsRung("PROMOTED"));
    print("  doorbells dropped", text(scene.doorbellsDropped()));
    scene.rest();
    scene.forgetDoorbells();
    backlog.forgetUnfinished();
  }

  /** All doorbells lost; somebody takes the new ones at once, and nobody claims. */
  void relay(Backlog backlog, int jobs) throws SQLException, InterruptedException {
    scene.rest();
    backlog.lost(jobs);
    try (Ear ear = scene.ear(jobs)) {
      scene.lead(Map.of());
      rate("relay", jobs, ear::jobs);
      print("  rings per job", text((double) ear.rings() / jobs));
      scene.rest();
    }
    scene.forgetDoorbells();
    backlog.forgetUnfinished();
  }

  /** From the first to the last. */
  private void rate(String what, int goal, LongSupplier count) throws InterruptedException {
    long limit = System.nanoTime() + LONGEST.toNanos();
    long first = await(count, 1, limit);
    long windowStart = first;
    long before = 0;
    List<String> windows = new ArrayList<>();
    long now = first;
    while (count.getAsLong() < goal && now < limit) {
      now = await(count, goal, Math.min(limit, windowStart + WINDOW.toNanos()));
      long done = count.getAsLong();
      windows.add(perSecond(done - before, now - windowStart));
      before = done;
      windowStart = now;
    }
    print(
        what,
        "%s jobs/s, %,d of %,d; per window: %s"
            .formatted(
                perSecond(count.getAsLong(), now - first),
                count.getAsLong(),
                goal,
                String.join(" ", windows)));
  }

  /** Returns when it is reached, or it is too late. */
  private static long await(LongSupplier count, long least, long latest)
      throws InterruptedException {
    while (count.getAsLong() < least && System.nanoTime() < latest) {
      pause(Duration.ofMillis(10));
    }
    return System.nanoTime();
  }

  private static String perSecond(long jobs, long nanos) {
    return String.format(Locale.ROOT, "%,.0f", jobs * 1e9 / Math.max(1, nanos));
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private void print(String what, String value) {
    out.printf(Locale.ROOT, "%-24s %s%n", what, value);
    out.flush();
  }

  private static void pause(Duration time) throws InterruptedException {
    new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}

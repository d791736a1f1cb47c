package io.orrery.benchmarks.load;

import io.orrery.benchmarks.process.Child;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One client and one worker over a table with many finished jobs, which are pruned or not. Each
 * step prints a line, and most of them the sizes besides.
 */
final class Churn implements AutoCloseable {
  private static final int RATE = 1_000;
  private static final int WARM_UP_RATE = 2_000;

  /** Pruning keeps up with a churn: what it leaves are the jobs of the last seconds. */
  private static final Map<String, String> SHORT_RETENTION =
      Map.of(
          "ORRERY_RETENTION_SUCCEEDED", "5s",
          "ORRERY_RETENTION_CANCELLED", "5s",
          "ORRERY_PRUNE_POLL", "1s");

  private final Scene scene;
  private final PrintWriter out;
  private final Child client;
  private final Child worker;

  private long sent;
  private long prunedSince;

  Churn(Scene scene, PrintWriter out, int slots) throws IOException {
    this.scene = scene;
    this.out = out;
    this.client = scene.client();
    this.worker = scene.worker(slots);
  }

  /** Jobs that finished in the course of the last day, one in a hundred a dead letter. */
  void fill(int rows) throws SQLException {
    scene.counters().fill(rows);
    print("filled", String.format(Locale.ROOT, "%,d finished jobs", rows));
    sizes();
  }

  void warmUp(int seconds) throws IOException, InterruptedException {
    client.ask("paced " + WARM_UP_RATE + " " + seconds);
    awaitDone((long) WARM_UP_RATE * seconds);
    worker.ask("latency");
  }

  /** From the call of enqueue to the start of the handler. */
  void latency(String what, int seconds) throws IOException, InterruptedException {
    double before = scene.jobsPruned();
    long start = System.nanoTime();
    client.ask("paced " + RATE + " " + seconds);
    awaitDone((long) RATE * seconds);
    print(what + ", ms", worker.ask("latency"));
    if (scene.jobsPruned() > before) {
      print("  pruned meanwhile", perSecond(scene.jobsPruned() - before, seconds(start)));
    }
  }

  /** From now on finished jobs are kept for seconds. */
  void prune() {
    scene.lead(SHORT_RETENTION);
    prunedSince = System.nanoTime();
  }

  /** From now on they are kept for a day. */
  void keep() {
    scene.lead(Map.of());
  }

  /** Waits until no more is pruned within a second or two. */
  void awaitPruned() throws SQLException, InterruptedException {
    double before = -1;
    double end = 0;
    while (scene.jobsPruned() > before) {
      before = scene.jobsPruned();
      end = seconds(prunedSince);
      pause(2_000);
    }
    print("pruned all", perSecond(before, end));
    sizes();
  }

  /** So many jobs as fast as they go, and until all of them have run. */
  void run(String what, int jobs) throws IOException, SQLException, InterruptedException {
    double before = scene.jobsPruned();
    long start = System.nanoTime();
    client.tell("jobs " + jobs + " 0");
    awaitDone(jobs);
    double seconds = seconds(start);
    client.read();
    print(what, perSecond(jobs, seconds));
    print("  pruned meanwhile", perSecond(scene.jobsPruned() - before, seconds));
    worker.ask("latency");
    sizes();
  }

  /** Waits until the worker has run these, too. */
  private void awaitDone(long jobs) throws IOException, InterruptedException {
    sent += jobs;
    while (Long.parseLong(worker.ask("done")) < sent) {
      pause(50);
    }
  }

  private void sizes() throws SQLException {
    for (String size : scene.counters().sizes()) {
      print("  size", size);
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static String perSecond(double jobs, double seconds) {
    return String.format(
        Locale.ROOT, "%,.0f jobs in %.1f s, %,.0f a second", jobs, seconds, jobs / seconds);
  }

  private void print(String what, String answer) {
    out.printf(Locale.ROOT, "%-24s %s%n", what, answer);
    out.flush();
  }

  private static void pause(long millis) throws InterruptedException {
    new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws IOException {
    client.close();
    worker.close();
  }
}

package io.orrery.benchmarks.load;

import io.orrery.client.OrreryClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Enqueues in the ways that the benchmark measures. Each answers {@code jobs=… seconds=… rate=…}.
 */
final class Producers {
  private static final int BULK = 10_000;

  private final OrreryClient client;
  private final Clock clock;

  Producers(OrreryClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** So many callers, each of which enqueues one job after the other and waits for each. */
  String callers(int callers, int seconds) throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    long end = start + Duration.ofSeconds(seconds).toNanos();
    List<Future<Long>> counts = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      for (int i = 0; i < callers; i++) {
        counts.add(threads.submit(() -> until(end)));
      }
    }
    long jobs = 0;
    for (Future<Long> count : counts) {
      jobs += count.get();
    }
    return rate(jobs, start);
  }

  private long until(long end) {
    long jobs = 0;
    while (System.nanoTime() < end) {
      client.enqueue(Work.class, Work.Item.of(clock, 0));
      jobs++;
    }
    return jobs;
  }

  /** One caller that enqueues in bulk. */
  String bulk(int seconds) {
    long start = System.nanoTime();
    long end = start + Duration.ofSeconds(seconds).toNanos();
    long jobs = 0;
    while (System.nanoTime() < end) {
      client.enqueueAll(Work.class, Collections.nCopies(BULK, Work.Item.of(clock, 0)));
      jobs += BULK;
    }
    return rate(jobs, start);
  }

  /** So many jobs in bulk, each of which takes so long. */
  String jobs(int count, int waitMillis) {
    long start = System.nanoTime();
    for (int sent = 0; sent < count; sent += BULK) {
      client.enqueueAll(
          Work.class,
          Collections.nCopies(Math.min(BULK, count - sent), Work.Item.of(clock, waitMillis)));
    }
    return rate(count, start);
  }

  /**
   * At a steady rate whatever the answers take (no coordinated omission): each send has a moment of
   * its own.
   */
  String paced(int rate, int seconds) throws InterruptedException {
    return paced(rate, seconds, i -> client.enqueue(Work.class, Work.Item.of(clock, 0)));
  }

  private static String paced(int rate, int seconds, LongConsumer enqueue)
      throws InterruptedException {
    long start = System.nanoTime();
    long jobs = (long) rate * seconds;
    CountDownLatch never = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long i = 0; i < jobs; i++) {
        long wait = start + i * 1_000_000_000L / rate - System.nanoTime();
        if (wait > 0) {
          never.await(wait, TimeUnit.NANOSECONDS);
        }
        long number = i;
        threads.execute(() -> enqueue.accept(number));
      }
    }
    return rate(jobs, start);
  }

  /** At a steady rate, each job due so many seconds after its enqueue. */
  String delayed(int rate, int seconds, int ahead) throws InterruptedException {
    Instant first = clock.instant().plusSeconds(ahead).truncatedTo(ChronoUnit.MICROS);
    return paced(
        rate,
        seconds,
        i -> {
          Instant due = first.plusNanos(i * (1_000_000_000L / rate));
          client.enqueue(Work.class, Work.Item.due(due), o -> o.at(due));
        });
  }

  private static String rate(long jobs, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    return String.format(
        Locale.ROOT, "jobs=%d seconds=%.2f rate=%.0f", jobs, seconds, jobs / seconds);
  }
}

package io.orrery.worker.report;

import io.orrery.JobId;
import io.orrery.broker.Broker;
import io.orrery.broker.News;
import io.orrery.report.JobEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells those who watch what happens to jobs, ten times a second at most and many events at a time.
 * What comes faster is dropped and counted: PostgreSQL has it too.
 */
public final class NewsFeed {
  private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long IDLE = TimeUnit.SECONDS.toNanos(1);

  /** Events that may wait, and characters in them. */
  static final int MOST_WAITING = 2_000;

  private static final long MOST_SIZE = 2 * 1024 * 1024;

  /** Of one message; the last event may exceed it. */
  private static final long MESSAGE_SIZE = 64 * 1024;

  private static final int EVENT_SIZE = 100;

  private final Broker broker;
  private final Audience audience;
  private final LongSupplier nanoTime;
  private final Runnable wake;

  private final BlockingQueue<JobEvent> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final AtomicLong size = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  /** Of the telling thread alone. */
  private long toldAt;

  /**
   * @param wake ends the pause between two turns
   */
  public NewsFeed(Broker broker, Audience audience, LongSupplier nanoTime, Runnable wake) {
    this.broker = broker;
    this.audience = audience;
    this.nanoTime = nanoTime;
    this.wake = wake;
    this.toldAt = nanoTime.getAsLong() - EVERY;
  }

  /** Takes an event, if somebody watches its job. Never waits. From any thread. */
  public void tell(JobId job, Supplier<JobEvent> event) {
    if (!audience.watches(job)) {
      return;
    }
    JobEvent told = event.get();
    if (size.get() > MOST_SIZE || !waiting.offer(told)) {
      dropped.incrementAndGet();
      return;
    }
    size.addAndGet(size(told));
    wake.run();
  }

  /** Tells what waits, if it is time. Returns the nanoseconds until there may be more to tell. */
  public long turn() {
    if (waiting.isEmpty()) {
      return IDLE;
    }
    long left = toldAt + EVERY - nanoTime.getAsLong();
    if (left > 0) {
      return left;
    }
    toldAt = nanoTime.getAsLong();
    while (!waiting.isEmpty()) {
      broker.tell(new News(next(), dropped.getAndSet(0)));
    }
    return EVERY;
  }

  private List<JobEvent> next() {
    List<JobEvent> events = new ArrayList<>();
    long taken = 0;
    while (events.size() < News.MOST_EVENTS && taken < MESSAGE_SIZE) {
      JobEvent event = waiting.poll();
      if (event == null) {
        break;
      }
      taken += size(event);
      events.add(event);
    }
    size.addAndGet(-taken);
    return events;
  }

  private static int size(JobEvent event) {
    return switch (event) {
      case JobEvent.Logged logged -> EVENT_SIZE + logged.line().size();
      case JobEvent.Progressed progressed -> EVENT_SIZE + progressed.progress().message().length();
      case JobEvent.Moved moved -> EVENT_SIZE;
    };
  }
}

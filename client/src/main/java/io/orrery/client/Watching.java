package io.orrery.client;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.JobStatus;
import io.orrery.broker.Broker;
import io.orrery.broker.Hint;
import io.orrery.broker.News;
import io.orrery.report.JobEvent;
import io.orrery.report.JobProgress;
import io.orrery.report.LogLine;
import io.orrery.report.LogPage;
import io.orrery.report.LogPosition;
import io.orrery.report.Progress;
import io.orrery.store.StoreUnavailable;
import java.time.Duration;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of one job, on a thread of its own: news at once, and each second what PostgreSQL has
 * beyond it, so that nothing stays untold that the broker lost.
 */
final class Watching implements JobWatch {
  private static final Logger log = LoggerFactory.getLogger(Watching.class);
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long HINT_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long HINT_MILLIS = TimeUnit.SECONDS.toMillis(15);

  /** News that wait to be told; beyond that, PostgreSQL tells. */
  private static final int MOST_WAITING = 1_000;

  private static final Comparator<LogPosition> IN_ORDER =
      Comparator.comparingLong(LogPosition::fence).thenComparingInt(LogPosition::line);

  /** A log is written up to a second after the end; one more, since machines are busy. */
  private static final int LOOKS_AFTER_END = 2;

  private final JobId job;
  private final Jobs jobs;
  private final Broker broker;
  private final Consumer<JobEvent> listener;
  private final Consumer<Watching> onEnd;
  private final BlockingQueue<JobEvent> news = new ArrayBlockingQueue<>(MOST_WAITING);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean closed;
  private volatile boolean complete;

  // Of the thread alone.
  private LogPosition told;

  /** Lines that news brought before one that is missing yet. */
  private final NavigableMap<LogPosition, JobEvent.Logged> ahead = new TreeMap<>(IN_ORDER);

  private JobEvent.@Nullable Moved moved;
  private JobEvent.@Nullable Progressed progressed;
  private int looksAfterEnd;

  /**
   * @param after the place in the log from which on to tell
   * @param onEnd told when this has ended
   */
  Watching(
      JobId job,
      LogPosition after,
      Jobs jobs,
      Broker broker,
      Consumer<JobEvent> listener,
      Consumer<Watching> onEnd) {
    this.job = job;
    this.told = after;
    this.jobs = jobs;
    this.broker = broker;
    this.listener = listener;
    this.onEnd = onEnd;
    this.thread = Thread.ofPlatform().daemon().name("orrery-watch").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try (Broker.Registration registration = broker.onNews(this::hear)) {
      watch();
    } catch (InterruptedException | RuntimeException | Error e) {
      end(e);
    } finally {
      ended.countDown();
      onEnd.accept(this);
    }
  }

  private void end(Throwable why) {
    if (closed) {
      log.debug("The watch of job {} was closed", job, why);
    } else {
      log.error("The watch of job {} ends: its listener threw, or the client failed", job, why);
    }
  }

  /** On the broker's thread. */
  private void hear(News heard) {
    for (JobEvent event : heard.events()) {
      if (event.job().equals(job) && !news.offer(event)) {
        log.debug("News of job {} are dropped: its listener is slower", job);
      }
    }
  }

  private void watch() throws InterruptedException {
    long hintAt = System.nanoTime();
    long lookAt = hintAt;
    while (!closed && looksAfterEnd < LOOKS_AFTER_END) {
      long now = System.nanoTime();
      if (now - hintAt >= 0) {
        broker.hint(new Hint.Watch(Optional.of(job), HINT_MILLIS));
        hintAt = now + HINT_NANOS;
      }
      if (now - lookAt >= 0) {
        look();
        lookAt = System.nanoTime() + LOOK_NANOS;
      }
      JobEvent event = news.poll(Math.max(0, lookAt - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (event != null) {
        tell(event);
      }
    }
    complete = !closed;
  }

  private void look() {
    try {
      Optional<JobStatus> status = jobs.find(job);
      jobs.progress(job).ifPresent(this::tell);
      boolean more = tellLog();
      status.ifPresent(this::tell);
      boolean over = status.isEmpty() || status.get().state().terminal();
      looksAfterEnd = over && !more ? looksAfterEnd + 1 : 0;
    } catch (StoreUnavailable e) {
      log.debug("Job {} can't be looked at; trying again", job, e);
    }
  }

  /** Whether there was anything. */
  private boolean tellLog() {
    boolean any = false;
    for (LogPage page = jobs.log(job, told);
        !closed && !page.lines().isEmpty();
        page = jobs.log(job, told)) {
      any = true;
      long fence = page.end().fence();
      for (LogLine line : page.lines()) {
        listener.accept(new JobEvent.Logged(job, fence, line));
      }
      told = page.end();
    }
    tellAhead();
    return any;
  }

  private void tell(JobStatus status) {
    tell(new JobEvent.Moved(job, status.type(), status.queue(), status.state(), status.attempts()));
  }

  private void tell(JobProgress progress) {
    tell(new JobEvent.Progressed(job, progress.attempt(), progress.progress()));
  }

  private void tell(JobEvent event) {
    switch (event) {
      case JobEvent.Moved next -> tellMoved(next);
      case JobEvent.Progressed next -> tellProgressed(next);
      case JobEvent.Logged next -> tellLogged(next);
    }
  }

  /** News and PostgreSQL can cross: what is older than what was told is not told again. */
  private void tellMoved(JobEvent.Moved next) {
    JobEvent.Moved last = moved;
    if (last == null || newer(last, next)) {
      moved = next;
      listener.accept(next);
    }
  }

  private static boolean newer(JobEvent.Moved last, JobEvent.Moved next) {
    if (next.attempt() != last.attempt()) {
      return next.attempt() > last.attempt();
    }
    return next.state() != last.state()
        && (last.state() == JobState.RUNNING || next.state() != JobState.RUNNING);
  }

  private void tellProgressed(JobEvent.Progressed next) {
    JobEvent.Progressed last = progressed;
    if (last == null || next.attempt() > last.attempt() || changed(last, next)) {
      progressed = next;
      listener.accept(next);
    }
  }

  private static boolean changed(JobEvent.Progressed last, JobEvent.Progressed next) {
    Progress now = next.progress();
    return next.attempt() == last.attempt() && !now.equals(last.progress());
  }

  /**
   * PostgreSQL tells what is missing before a line; until then it is kept, as far as there is room.
   */
  private void tellLogged(JobEvent.Logged next) {
    if (ahead.size() < MOST_WAITING) {
      ahead.put(next.position(), next);
    }
    tellAhead();
  }

  private void tellAhead() {
    while (!ahead.isEmpty()) {
      JobEvent.Logged next = ahead.firstEntry().getValue();
      boolean known = IN_ORDER.compare(next.position(), told) <= 0;
      if (!known && !follows(next)) {
        return;
      }
      ahead.pollFirstEntry();
      if (!known) {
        told = next.position();
        listener.accept(next);
      }
    }
  }

  private boolean follows(JobEvent.Logged next) {
    LogLine line = next.line();
    return line.number() == told.line() + 1
        && (next.fence() == told.fence()
            || (line.attempt() == 1 && told.equals(LogPosition.START)));
  }

  @Override
  public boolean awaitEnd(Duration most) throws InterruptedException {
    return ended.await(TimeUnit.NANOSECONDS.convert(most), TimeUnit.NANOSECONDS) && complete;
  }

  @Override
  public void close() {
    closed = true;
    if (Thread.currentThread().equals(thread)) {
      return;
    }
    thread.interrupt();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

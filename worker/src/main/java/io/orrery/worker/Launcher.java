package io.orrery.worker;

import io.orrery.JobState;
import io.orrery.report.JobEvent;
import io.orrery.store.ClaimedJob;
import io.orrery.worker.report.NewsFeed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts claimed jobs, each on a thread of its own, or hands them back. */
@Singleton
final class Launcher {
  private static final Logger log = LoggerFactory.getLogger(Launcher.class);

  private final HandlerTable handlers;
  private final HeldJobs held;
  private final Attempts attempts;
  private final JobThreads threads;
  private final NewsFeed news;

  @Inject
  Launcher(WorkerPlan plan, HeldJobs held, Attempts attempts, JobThreads threads, NewsFeed news) {
    this.handlers = plan.handlers();
    this.held = held;
    this.attempts = attempts;
    this.threads = threads;
    this.news = news;
  }

  /** The types that may be claimed. */
  Set<String> types() {
    return handlers.types();
  }

  /**
   * Runs a job in a slot, which is taken before this returns.
   *
   * @return false if there was no thread for it: it goes back, and its slot is free
   */
  boolean start(ClaimedJob job, Slots slots) {
    Execution execution = hold(job, slots);
    slots.take();
    try {
      news.tell(job.id(), () -> started(job));
      threads.execute(execution);
      return true;
    } catch (RuntimeException | Error e) {
      // Of the pool that is closed, or of a system that has no more threads: others may well run.
      slots.giveBack();
      execution.giveUp(Stop.DRAIN);
      log.error("job {} is released, since no thread could be started for it", job.id(), e);
      return false;
    }
  }

  private static JobEvent started(ClaimedJob job) {
    return new JobEvent.Moved(job.id(), job.type(), job.queue(), JobState.RUNNING, job.attempt());
  }

  /** Gives a job back that this worker was given but can't run. */
  void release(ClaimedJob job, Slots slots) {
    hold(job, slots).giveUp(Stop.DRAIN);
  }

  /** Makes it known as held; from now on only the answer to its end lets it go. */
  Execution hold(ClaimedJob job, Slots slots) {
    Execution execution = new Execution(job, handlers.get(job.type()), slots, attempts);
    held.add(execution);
    return execution;
  }
}

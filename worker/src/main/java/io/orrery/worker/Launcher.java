package io.orrery.worker;

import io.orrery.store.ClaimedJob;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;

/** Starts claimed jobs, each on a thread of its own, or hands them back. */
@Singleton
final class Launcher {
  private final HandlerTable handlers;
  private final HeldJobs held;
  private final Attempts attempts;
  private final JobThreads threads;

  @Inject
  Launcher(WorkerPlan plan, HeldJobs held, Attempts attempts, JobThreads threads) {
    this.handlers = plan.handlers();
    this.held = held;
    this.attempts = attempts;
    this.threads = threads;
  }

  /** The types that may be claimed. */
  Set<String> types() {
    return handlers.types();
  }

  /** Runs a job in a slot, which is taken before this returns. */
  void start(ClaimedJob job, UUID worker, Slots slots) {
    Execution execution = hold(job, worker, slots);
    slots.take();
    threads.execute(execution);
  }

  /** Gives a job back that this worker was given but can't run. */
  void release(ClaimedJob job, UUID worker, Slots slots) {
    hold(job, worker, slots).giveUp(Stop.DRAIN);
  }

  /** Makes it known as held; from now on only the answer to its end lets it go. */
  Execution hold(ClaimedJob job, UUID worker, Slots slots) {
    Execution execution = new Execution(job, worker, handlers.get(job.type()), slots, attempts);
    held.add(execution);
    return execution;
  }
}

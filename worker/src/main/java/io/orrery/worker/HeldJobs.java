package io.orrery.worker;

import io.orrery.JobId;
import io.orrery.store.Held;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this worker holds: from the answer to the claim until the answer to the end. Safe for many
 * threads. Keyed by the fence as well, since a job can be claimed again while a handler that was
 * replaced still runs. At most the slots, and the ends that wait to be recorded.
 */
@Singleton
final class HeldJobs {
  private final ConcurrentHashMap<Held, Execution> executions = new ConcurrentHashMap<>();

  /** Signalled whenever nothing is held any more. */
  private final Wakeup emptied;

  @Inject
  HeldJobs(Wakeups wakeups) {
    this.emptied = wakeups.drain;
  }

  void add(Execution execution) {
    executions.put(execution.held(), execution);
  }

  void remove(Execution execution) {
    executions.remove(execution.held());
    if (executions.isEmpty()) {
      emptied.signal();
    }
  }

  boolean holds(Held held) {
    return executions.containsKey(held);
  }

  /** Looks through all: for the rare hint, not for the way of every job. */
  boolean holds(JobId job) {
    return executions.keySet().stream().anyMatch(held -> held.id().equals(job));
  }

  /** A live view, in no order. */
  Collection<Execution> all() {
    return Collections.unmodifiableCollection(executions.values());
  }

  void stopAll(Stop why) {
    executions.values().forEach(execution -> execution.stop(why));
  }

  boolean isEmpty() {
    return executions.isEmpty();
  }

  int size() {
    return executions.size();
  }
}

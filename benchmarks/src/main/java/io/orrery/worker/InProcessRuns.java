package io.orrery.worker;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.QueueName;
import io.orrery.store.Beat;
import io.orrery.store.ClaimReply;
import io.orrery.store.ClaimedJob;
import io.orrery.store.EndReply;
import io.orrery.store.Ending;
import io.orrery.store.Runs;
import io.orrery.store.Steering;
import io.orrery.store.Success;
import io.orrery.store.WorkerRow;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * A store that costs next to nothing, so that what is measured is the worker's own: every id is a
 * job that waits, and every end takes effect. Safe for many threads.
 */
final class InProcessRuns implements Runs {
  private final String type;
  private final QueueName queue;
  private final byte[] arguments;
  private final AtomicLong ringOrder = new AtomicLong();
  private final LongAdder claimed = new LongAdder();
  private final LongAdder succeeded = new LongAdder();

  InProcessRuns(String type, QueueName queue, byte[] arguments) {
    this.type = type;
    this.queue = queue;
    this.arguments = arguments;
  }

  long claimed() {
    return claimed.sum();
  }

  long succeeded() {
    return succeeded.sum();
  }

  @Override
  public Map<QueueName, Steering> register(WorkerRow worker, Duration lease) {
    return Map.of();
  }

  @Override
  public ClaimReply claim(UUID worker, Collection<JobId> ids, Collection<String> types) {
    List<ClaimedJob> jobs = new ArrayList<>(ids.size());
    for (JobId id : ids) {
      jobs.add(
          new ClaimedJob(
              id,
              1,
              1,
              0,
              type,
              queue,
              5,
              ringOrder.incrementAndGet(),
              Optional.empty(),
              arguments));
    }
    claimed.add(jobs.size());
    return new ClaimReply(true, jobs, List.of(), Map.of(), List.of(), List.of(), List.of());
  }

  @Override
  public List<ClaimedJob> scan(UUID worker, QueueName lane, Collection<String> types, int limit) {
    return List.of();
  }

  @Override
  public Map<JobId, EndReply> succeed(Collection<Success> successes) {
    EndReply moved = new EndReply.Moved(JobState.SUCCEEDED, Optional.empty());
    Map<JobId, EndReply> replies = new HashMap<>();
    successes.forEach(success -> replies.put(success.job().id(), moved));
    succeeded.add(successes.size());
    return replies;
  }

  @Override
  public Map<JobId, EndReply> end(Collection<Ending> endings) {
    throw new IllegalStateException("a no-op handler failed: " + endings.iterator().next());
  }

  @Override
  public Set<JobId> locked(Collection<JobId> ids) {
    return Set.of();
  }

  @Override
  public boolean succeed(Connection transaction, Success success) {
    throw new IllegalStateException("the benchmark has no transactions");
  }

  @Override
  public Beat beat(UUID worker, Duration lease, Map<String, Long> claimedTo, List<Integer> slots) {
    return new Beat(true, List.of(), Map.of());
  }

  @Override
  public List<ClaimedJob> runningOn(UUID worker, Collection<JobId> ids) {
    return List.of();
  }

  @Override
  public void drain(UUID worker) {}

  @Override
  public void leave(UUID worker) {}

  @Override
  public List<String> typesServedByOthers(UUID worker, QueueName lane) {
    return List.of();
  }
}

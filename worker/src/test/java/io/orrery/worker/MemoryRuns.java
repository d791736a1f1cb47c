package io.orrery.worker;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.QueueName;
import io.orrery.store.Beat;
import io.orrery.store.ClaimReply;
import io.orrery.store.ClaimedJob;
import io.orrery.store.EndReply;
import io.orrery.store.Ending;
import io.orrery.store.Held;
import io.orrery.store.Runs;
import io.orrery.store.Steering;
import io.orrery.store.StoreBusy;
import io.orrery.store.Success;
import io.orrery.store.WorkerRow;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The store in memory, by the rules of PostgreSQL's, but for time: leases hold until they are
 * marked lost, and delays have passed at once. Safe for many threads.
 */
final class MemoryRuns implements Runs {
  private static final class Row {
    final ClaimedJob job;
    JobState state = JobState.PENDING;
    long fence;
    int attempts;
    UUID worker = new UUID(0, 0);
    boolean cancelRequested;

    Row(ClaimedJob job) {
      this.job = job;
    }

    ClaimedJob claimed() {
      return new ClaimedJob(
          job.id(),
          fence,
          attempts,
          job.failures(),
          job.type(),
          job.queue(),
          job.priority(),
          job.ringOrder(),
          job.timeout(),
          job.arguments());
    }

    boolean heldAs(Held held) {
      return state == JobState.RUNNING && fence == held.fence();
    }
  }

  // Guarded by this.
  private final Map<JobId, Row> rows = new LinkedHashMap<>();
  private final Map<UUID, String> workers = new HashMap<>();
  private final Map<UUID, WorkerRow> registered = new HashMap<>();
  private final Set<JobId> locked = new HashSet<>();
  private final Map<QueueName, Steering> steered = new HashMap<>();
  private List<Integer> slots = List.of();
  private long ringOrder;
  private int statements;

  /** Called with the jobs whose ends are about to be recorded; may throw. */
  volatile Consumer<Collection<JobId>> beforeEnds = jobs -> {};

  /** Called when a claim has taken effect, before its reply is there. */
  volatile Runnable afterClaim = () -> {};

  /** Writes a job that waits. */
  synchronized JobId add(String type, QueueName queue, int priority, byte[] arguments) {
    return add(
        new ClaimedJob(
            JobId.next(),
            0,
            0,
            0,
            type,
            queue,
            priority,
            ++ringOrder,
            Optional.empty(),
            arguments));
  }

  synchronized JobId addWithTimeout(Duration timeout) {
    return add(
        new ClaimedJob(
            JobId.next(),
            0,
            0,
            0,
            "plain",
            QueueName.DEFAULT,
            5,
            ++ringOrder,
            Optional.of(timeout),
            new byte[0]));
  }

  private JobId add(ClaimedJob job) {
    rows.put(job.id(), new Row(job));
    return job.id();
  }

  synchronized void cancel(JobId id) {
    rows.get(id).cancelRequested = true;
  }

  synchronized JobState state(JobId id) {
    return rows.get(id).state;
  }

  synchronized long count(JobState state) {
    return rows.values().stream().filter(row -> row.state == state).count();
  }

  /** As a stranger's transaction does that has changed the row. */
  synchronized void lock(JobId id) {
    locked.add(id);
  }

  synchronized void unlock(JobId id) {
    locked.remove(id);
  }

  /** How many statements have recorded ends, or tried to. */
  synchronized int statements() {
    return statements;
  }

  /** As the coordinator does when a lease has ended. */
  synchronized void markLost(UUID worker) {
    workers.put(worker, "LOST");
  }

  /** As the coordinator does with the jobs of a lost worker. */
  synchronized void release(JobId id) {
    Row row = rows.get(id);
    row.state = JobState.PENDING;
    row.fence++;
  }

  @Override
  public synchronized Map<QueueName, Steering> register(WorkerRow worker, Duration lease) {
    workers.put(worker.id(), "ACTIVE");
    registered.put(worker.id(), worker);
    return Map.copyOf(steered);
  }

  /** As somebody does who steers the queue. */
  synchronized void steer(QueueName queue, Steering steering) {
    steered.put(queue, steering);
  }

  private boolean paused(Row row) {
    return steered.getOrDefault(row.job.queue(), Steering.NONE).paused();
  }

  /** What the last beat said of its slots. */
  synchronized List<Integer> slots() {
    return List.copyOf(slots);
  }

  @Override
  public synchronized ClaimReply claim(
      UUID worker, Collection<JobId> ids, Collection<String> types) {
    List<ClaimedJob> claimed = new ArrayList<>();
    List<JobId> stale = new ArrayList<>();
    Map<JobId, String> foreign = new HashMap<>();
    List<JobId> paused = new ArrayList<>();
    List<JobId> orphans = new ArrayList<>();
    boolean active = "ACTIVE".equals(workers.get(worker));
    List<JobId> open = new ArrayList<>();
    for (JobId id : active ? ids : List.<JobId>of()) {
      Row row = rows.get(id);
      if (locked.contains(id)) {
        open.add(id);
      } else if (row == null) {
        orphans.add(id);
      } else if (row.state != JobState.PENDING) {
        stale.add(id);
      } else if (paused(row)) {
        paused.add(id);
      } else if (!types.contains(row.job.type())) {
        foreign.put(id, row.job.type());
      } else {
        claimed.add(claim(row, worker));
      }
    }
    afterClaim.run();
    return new ClaimReply(active, claimed, stale, foreign, paused, orphans, open);
  }

  private static ClaimedJob claim(Row row, UUID worker) {
    row.state = JobState.RUNNING;
    row.fence++;
    row.attempts++;
    row.worker = worker;
    return row.claimed();
  }

  @Override
  public synchronized List<ClaimedJob> scan(
      UUID worker, QueueName queue, Collection<String> types, int limit) {
    return rows.values().stream()
        .filter(row -> row.state == JobState.PENDING && row.job.queue().equals(queue))
        .filter(row -> !paused(row))
        .filter(row -> types.contains(row.job.type()))
        .sorted(Comparator.comparingInt(row -> -row.job.priority()))
        .limit(limit)
        .toList()
        .stream()
        .map(row -> claim(row, worker))
        .toList();
  }

  @Override
  public synchronized Map<JobId, EndReply> succeed(Collection<Success> successes) {
    awaitLocks(successes.stream().map(success -> success.job().id()).toList());
    Map<JobId, EndReply> replies = new HashMap<>();
    for (Success success : successes) {
      Row row = rows.get(success.job().id());
      if (row.heldAs(success.job())) {
        row.state = JobState.SUCCEEDED;
        replies.put(row.job.id(), new EndReply.Moved(row.state, Optional.empty()));
      } else {
        replies.put(row.job.id(), afterItsEnd(row, success.job()));
      }
    }
    return replies;
  }

  private static EndReply afterItsEnd(Row row, Held held) {
    boolean mine = row.state == JobState.SUCCEEDED && row.fence == held.fence();
    return mine ? new EndReply.Already(row.state) : new EndReply.Fenced();
  }

  @Override
  public synchronized Map<JobId, EndReply> end(Collection<Ending> endings) {
    awaitLocks(endings.stream().map(ending -> ending.job().id()).toList());
    Map<JobId, EndReply> replies = new HashMap<>();
    for (Ending ending : endings) {
      Row row = rows.get(ending.job().id());
      if (row.heldAs(ending.job())) {
        row.state = row.cancelRequested ? JobState.CANCELLED : next(ending.kind());
        row.fence += ending.kind() == Ending.Kind.RELEASE ? 1 : 0;
        replies.put(row.job.id(), new EndReply.Moved(row.state, Optional.empty()));
      } else {
        replies.put(row.job.id(), afterItsEnd(row, ending.job()));
      }
    }
    return replies;
  }

  private static JobState next(Ending.Kind kind) {
    return kind == Ending.Kind.DEAD ? JobState.DEAD : JobState.PENDING;
  }

  /** As a statement does that ends by its time limit: it has no effect then. */
  private void awaitLocks(Collection<JobId> jobs) {
    statements++;
    beforeEnds.accept(jobs);
    if (!locked(jobs).isEmpty()) {
      throw new StoreBusy("on purpose: a row is locked", null);
    }
  }

  @Override
  public synchronized Set<JobId> locked(Collection<JobId> jobs) {
    Set<JobId> found = new HashSet<>(jobs);
    found.retainAll(locked);
    return found;
  }

  @Override
  public boolean succeed(Connection transaction, Success success) {
    throw new UnsupportedOperationException("there are no transactions in memory");
  }

  @Override
  public synchronized Beat beat(
      UUID worker, Duration lease, Map<String, Long> claimedTo, List<Integer> slotsNow) {
    slots = List.copyOf(slotsNow);
    List<Beat.Running> running = new ArrayList<>();
    for (Row row : rows.values()) {
      if (row.state == JobState.RUNNING && row.worker.equals(worker)) {
        running.add(new Beat.Running(row.claimed().held(), row.cancelRequested));
      }
    }
    boolean alive = List.of("ACTIVE", "DRAINING").contains(workers.get(worker));
    return new Beat(alive, running, Map.copyOf(steered));
  }

  @Override
  public synchronized List<ClaimedJob> runningOn(UUID worker, Collection<JobId> ids) {
    return ids.stream()
        .map(rows::get)
        .filter(row -> row.state == JobState.RUNNING && row.worker.equals(worker))
        .map(Row::claimed)
        .toList();
  }

  @Override
  public synchronized void drain(UUID worker) {
    workers.put(worker, "DRAINING");
  }

  @Override
  public synchronized void leave(UUID worker) {
    workers.put(worker, "GONE");
  }

  @Override
  public synchronized List<String> typesServedByOthers(UUID worker, QueueName queue) {
    return registered.values().stream()
        .filter(row -> !row.id().equals(worker) && "ACTIVE".equals(workers.get(row.id())))
        .filter(row -> row.queues().containsKey(queue.value()))
        .flatMap(row -> row.types().stream())
        .toList();
  }
}

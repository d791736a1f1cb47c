package io.orrery.worker;

import io.orrery.JobId;
import io.orrery.store.ClaimedJob;
import io.orrery.store.EndReply;
import io.orrery.store.Ending;
import io.orrery.store.Runs;
import io.orrery.store.Success;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Ends that are recorded together, each until PostgreSQL has answered it. Used by one thread. A job
 * is in it once: replies go by job, and an attempt that was replaced may end beside its successor.
 */
final class EndBatch {
  private final Map<JobId, Completion> open = new LinkedHashMap<>();

  /** False if another end of the same job is in it. */
  boolean add(Completion completion) {
    return open.putIfAbsent(completion.job(), completion) == null;
  }

  int size() {
    return open.size();
  }

  /** The ends that have no answer yet. */
  List<Completion> open() {
    return List.copyOf(open.values());
  }

  /** Records what is open. What was answered stays so when a later statement throws. */
  void send(Runs runs, BiConsumer<Completion, EndReply> answered) {
    decide(runs);
    List<Success> successes = new ArrayList<>();
    List<Ending> endings = new ArrayList<>();
    for (Completion completion : open.values()) {
      switch (completion) {
        case Completion.Succeeded succeeded -> successes.add(succeeded.success());
        case Completion.Ended ended -> endings.add(ended.ending());
        case Completion.InTransaction undecided ->
            throw new IllegalStateException("undecided: " + undecided);
      }
    }
    if (!successes.isEmpty()) {
      take(runs.succeed(successes), answered);
    }
    if (!endings.isEmpty()) {
      take(runs.end(endings), answered);
    }
  }

  /**
   * Reads which transactions of handlers have committed: a job that still runs under its fence was
   * not completed by its own. Recording a success is then harmless: it answers ALREADY, or FENCED.
   */
  private void decide(Runs runs) {
    Map<UUID, List<Completion.InTransaction>> undecided =
        open.values().stream()
            .filter(Completion.InTransaction.class::isInstance)
            .map(Completion.InTransaction.class::cast)
            .collect(Collectors.groupingBy(completion -> completion.execution().worker()));
    undecided.forEach(
        (worker, completions) -> {
          List<JobId> ids = completions.stream().map(Completion::job).toList();
          var running =
              runs.runningOn(worker, ids).stream()
                  .map(ClaimedJob::held)
                  .collect(Collectors.toSet());
          for (Completion.InTransaction completion : completions) {
            Execution execution = completion.execution();
            open.put(
                completion.job(),
                running.contains(execution.held())
                    ? new Completion.Ended(execution, completion.otherwise())
                    : new Completion.Succeeded(execution, completion.success()));
          }
        });
  }

  private void take(Map<JobId, EndReply> replies, BiConsumer<Completion, EndReply> answered) {
    replies.forEach(
        (id, reply) -> {
          Completion completion = open.remove(id);
          if (completion != null) {
            answered.accept(completion, reply);
          }
        });
  }
}

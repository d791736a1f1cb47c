package io.orrery.worker;

import io.orrery.JobId;
import io.orrery.store.EndReply;
import io.orrery.store.Ending;
import io.orrery.store.Runs;
import io.orrery.store.Success;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Ends that are recorded together, each until PostgreSQL has answered it. Used by one thread. A job
 * is in it once: replies go by job, and an attempt that was replaced may end beside its successor.
 */
final class EndBatch {
  /** Five hundred large results in one statement would take seconds, and as much memory there. */
  static final int LARGEST = 4 * 1024 * 1024;

  private final int most;
  private final Map<JobId, Completion> open = new LinkedHashMap<>();
  private int size;

  EndBatch(int most) {
    this.most = most;
  }

  /** False if it is full, or another end of the same job is in it. */
  boolean add(Completion completion) {
    if (open.size() == most || (size > 0 && size + completion.size() > LARGEST)) {
      return false;
    }
    boolean added = open.putIfAbsent(completion.job(), completion) == null;
    size += added ? completion.size() : 0;
    return added;
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  int count() {
    return open.size();
  }

  /** Hands on the ends that have no answer yet; each leaves only once it was taken. */
  void moveTo(Consumer<Completion> taker) {
    open.values()
        .removeIf(
            completion -> {
              taker.accept(completion);
              size -= completion.size();
              return true;
            });
  }

  /** Records what is open. What was answered stays so when a later statement throws. */
  void send(Runs runs, BiConsumer<Completion, EndReply> answered) {
    List<Success> successes = new ArrayList<>();
    List<Ending> endings = new ArrayList<>();
    for (Completion completion : open.values()) {
      switch (completion) {
        case Completion.Succeeded succeeded -> successes.add(succeeded.success());
        case Completion.Ended ended -> endings.add(ended.ending());
      }
    }
    if (!successes.isEmpty()) {
      take(runs.succeed(successes), answered);
    }
    if (!endings.isEmpty()) {
      take(runs.end(endings), answered);
    }
  }

  private void take(Map<JobId, EndReply> replies, BiConsumer<Completion, EndReply> answered) {
    replies.forEach(
        (id, reply) -> {
          Completion completion = open.remove(id);
          if (completion != null) {
            size -= completion.size();
            answered.accept(completion, reply);
          }
        });
  }
}

package io.orrery.worker;

import io.orrery.JobId;
import io.orrery.store.EndReply;
import io.orrery.store.Runs;
import io.orrery.store.StoreBusy;
import io.orrery.store.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends that must not hold up others: somebody else holds the rows of their jobs, or PostgreSQL
 * would not take the batch that they were in. Each is tried again alone, now and then, while nobody
 * holds its row. Its job stays held meanwhile, so that it can't run a second time here. Used by the
 * finishing thread alone.
 */
final class SetAside {
  private static final Logger log = LoggerFactory.getLogger(SetAside.class);
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

  private final Runs runs;
  private final LongSupplier nanoTime;
  private final List<Alone> ends = new ArrayList<>();
  private long dueAt;

  SetAside(Runs runs, LongSupplier nanoTime) {
    this.runs = runs;
    this.nanoTime = nanoTime;
  }

  /** To be tried at the next turn. */
  void add(Completion completion) {
    ends.add(new Alone(completion));
    dueAt = nanoTime.getAsLong();
  }

  /** For how many nanoseconds nothing here is due. */
  long untilDue() {
    return ends.isEmpty() ? Long.MAX_VALUE : Math.max(0, dueAt - nanoTime.getAsLong());
  }

  /**
   * Tries all, if they are due.
   *
   * @throws StoreUnavailable if PostgreSQL is away; nothing is lost then
   */
  void retry(BiConsumer<Completion, EndReply> answered) {
    if (untilDue() > 0) {
      return;
    }
    try {
      Set<JobId> locked = runs.locked(ends.stream().map(Alone::job).toList());
      ends.removeIf(end -> end.recorded(locked.contains(end.job()), answered));
    } catch (StoreBusy e) {
      log.warn("{} ended attempts wait to be recorded: {}", ends.size(), e.getMessage());
    }
    dueAt = nanoTime.getAsLong() + PAUSE;
  }

  /** One of them. */
  private final class Alone {
    private final EndBatch batch = new EndBatch(1);
    private final JobId job;

    /** Once is enough: it may go on for long. */
    private boolean told;

    Alone(Completion completion) {
      batch.add(completion);
      job = completion.job();
    }

    JobId job() {
      return job;
    }

    boolean recorded(boolean locked, BiConsumer<Completion, EndReply> answered) {
      try {
        if (locked) {
          tell("another transaction holds its row", null);
        } else {
          batch.send(runs, answered);
        }
      } catch (StoreBusy e) {
        tell(e.getMessage(), null);
      } catch (StoreUnavailable e) {
        throw e;
      } catch (RuntimeException e) {
        tell("PostgreSQL would not take it", e);
      }
      return batch.isEmpty();
    }

    private void tell(@Nullable String why, @Nullable RuntimeException e) {
      if (!told) {
        log.warn("the end of job {} is tried again until it can be recorded: {}", job, why, e);
      }
      told = true;
    }
  }
}

package io.orrery.client;

import io.orrery.store.NewJob;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Cuts what a bulk call was given into encoded batches, each made when it is asked for: a
 * collection of any size takes the memory of two of them.
 */
final class DraftBatches implements Iterator<List<NewJob>> {
  /** With small arguments; measured: larger ones gain nothing. */
  private static final int MOST_JOBS = 2_000;

  /** A batch that has reached this many bytes takes no further job. */
  private static final int MOST_BYTES = 4 << 20;

  /** Makes the job of one element. */
  @FunctionalInterface
  interface Draft {
    /**
     * @param number of the element, from 0, for messages
     */
    NewJob of(int number, Object element);
  }

  private final Iterator<?> arguments;
  private final Draft draft;
  private int drafted;

  DraftBatches(Iterator<?> arguments, Draft draft) {
    this.arguments = arguments;
    this.draft = draft;
  }

  @Override
  public boolean hasNext() {
    return arguments.hasNext();
  }

  /** The next jobs, in order. */
  @Override
  public List<NewJob> next() {
    List<NewJob> batch = new ArrayList<>();
    long bytes = 0;
    while (arguments.hasNext() && batch.size() < MOST_JOBS && bytes < MOST_BYTES) {
      NewJob job = draft.of(drafted, arguments.next());
      drafted++;
      bytes += job.arguments().length;
      batch.add(job);
    }
    return batch;
  }
}

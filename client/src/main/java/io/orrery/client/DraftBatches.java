package io.orrery.client;

import io.orrery.store.NewJob;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * Cuts what a bulk call was given into encoded batches, each made when it is asked for: a
 * collection of any size takes the memory of two of them.
 */
final class DraftBatches implements Iterator<List<NewJob>> {
  /** With small arguments; measured: larger ones gain nothing. */
  private static final int MOST_JOBS = 2_000;

  /** A batch that has reached this many bytes takes no further job. */
  private static final int MOST_BYTES = 4 << 20;

  private final Iterator<?> arguments;
  private final Function<Object, NewJob> draft;
  private int drafted;

  DraftBatches(Iterator<?> arguments, Function<Object, NewJob> draft) {
    this.arguments = arguments;
    this.draft = draft;
  }

  @Override
  public boolean hasNext() {
    return arguments.hasNext();
  }

  /**
   * The next jobs, in order.
   *
   * @throws IllegalArgumentException if one can't be made; says which
   */
  @Override
  public List<NewJob> next() {
    List<NewJob> batch = new ArrayList<>();
    long bytes = 0;
    while (arguments.hasNext() && batch.size() < MOST_JOBS && bytes < MOST_BYTES) {
      NewJob job = draftNext();
      bytes += job.arguments().length;
      batch.add(job);
    }
    return batch;
  }

  private NewJob draftNext() {
    Object next = arguments.next();
    try {
      NewJob job = draft.apply(next);
      drafted++;
      return job;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("element " + drafted + ": " + e.getMessage(), e);
    }
  }
}

package io.orrery.client;

/**
 * A bulk enqueue failed when a part was already written. The cause says why; to go on, enqueue the
 * collection again from element {@link #enqueued} on.
 */
public final class BulkStopped extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int enqueued;

  BulkStopped(String type, int enqueued, int all, RuntimeException cause) {
    super(
        "enqueueAll of job type \"%s\" stopped: the first %d of %d are enqueued, go on from there; %s"
            .formatted(type, enqueued, all, cause.getMessage()),
        cause);
    this.enqueued = enqueued;
  }

  /**
   * How many elements, from the first in the collection's order, are certainly enqueued. Where the
   * cause leaves an outcome unknown, up to one batch more may be.
   */
  public int enqueued() {
    return enqueued;
  }
}

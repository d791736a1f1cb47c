package io.orrery.client;

/**
 * A change of many dead letters failed underway. The cause says why. To go on, ask for the same
 * again: what was replayed or discarded is not met again.
 */
public final class DeadLettersStopped extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient BulkOutcome soFar;

  DeadLettersStopped(String doing, BulkOutcome soFar, RuntimeException cause) {
    super(
        "%s of dead letters stopped after %d were changed; ask for the same again to go on; %s"
            .formatted(doing, soFar.changed(), cause.getMessage()),
        cause);
    this.soFar = soFar;
  }

  /**
   * How far it certainly came. Where PostgreSQL didn't answer, some of the step that was under way
   * may be changed beside these.
   */
  public BulkOutcome soFar() {
    return soFar;
  }
}

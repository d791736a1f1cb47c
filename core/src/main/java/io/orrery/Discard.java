package io.orrery;

import org.jspecify.annotations.Nullable;

/** Ends the job as a dead letter at once: trying again would not help. */
public final class Discard extends Verdict {
  private static final long serialVersionUID = 1;

  /**
   * @param reason kept with the dead letter, for whoever reads it
   */
  public Discard(String reason) {
    this(reason, null);
  }

  /**
   * @param reason kept with the dead letter, for whoever reads it
   * @param cause kept with it, with its stack
   */
  public Discard(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}

package io.orrery.dead;

import java.util.List;

/**
 * What a change of all dead letters of a filter would be about, if it began now.
 *
 * @param samples the latest of them, up to {@value #SAMPLES}
 */
public record DeadPreview(DeadCount count, List<DeadLetter> samples) {
  /** Enough to see that the filter is the right one. */
  public static final int SAMPLES = 10;

  public DeadPreview {
    samples = List.copyOf(samples);
  }
}

package io.orrery.schedule;

/** What a tick does while an earlier job of its schedule has not ended. */
public enum Overlap {
  /** It makes its job all the same. */
  ALLOW,
  /** It makes none, and is recorded as overlapped. */
  SKIP,
  /** It makes its job if none waits: one runs and one waits at most. */
  QUEUE_ONE
}

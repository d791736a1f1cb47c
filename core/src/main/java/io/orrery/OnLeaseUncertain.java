package io.orrery;

/**
 * What a worker does with a running handler once it can no longer be sure of its lease: 10 s after
 * the last beat that PostgreSQL answered.
 */
public enum OnLeaseUncertain {
  /**
   * It runs on: a short database outage kills nothing, and a stale result is refused by the fence.
   */
  CONTINUE,
  /**
   * It is interrupted before another worker may take the job over: for work that must never overlap
   * in time.
   */
  INTERRUPT
}

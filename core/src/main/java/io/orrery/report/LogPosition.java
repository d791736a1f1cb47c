package io.orrery.report;

/**
 * A place in the log of a job, after which to read on.
 *
 * @param fence of the attempt
 * @param line the number of the last line that was read of it
 */
public record LogPosition(long fence, int line) {
  /** Before the first line of the first attempt. */
  public static final LogPosition START = new LogPosition(0, 0);
}

package io.orrery.dead;

/**
 * How many dead letters there are, as far as was counted.
 *
 * @param letters up to {@value #MOST}
 * @param more whether there may be more than that: counting stopped at the bound, or after very
 *     many others
 */
public record DeadCount(int letters, boolean more) {
  /** Counting on would read ever more for a number that nobody needs so exactly. */
  public static final int MOST = 10_000;

  /** As in {@code 412} or {@code 10000+}. */
  @Override
  public String toString() {
    return letters + (more ? "+" : "");
  }
}

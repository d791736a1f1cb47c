package io.orrery;

/**
 * Which of a queue's waiting jobs starts first. Best effort: what a worker has already claimed runs
 * on, and across workers the order is bounded by what each has fetched.
 */
public enum Priority {
  /** Starts when nothing of higher priority waits. */
  LOW(2),
  /** What a job has unless its type or its enqueue says otherwise. */
  NORMAL(5),
  /** Starts before all others of its queue. */
  HIGH(8);

  private final int level;

  Priority(int level) {
    this.level = level;
  }

  /**
   * The priority of a level.
   *
   * @throws IllegalArgumentException if none has it
   */
  public static Priority of(int level) {
    for (Priority priority : values()) {
      if (priority.level == level) {
        return priority;
      }
    }
    throw new IllegalArgumentException("no priority has level " + level);
  }

  /** What the database and the broker keep: 0 (last) to 9 (first). */
  public int level() {
    return level;
  }
}

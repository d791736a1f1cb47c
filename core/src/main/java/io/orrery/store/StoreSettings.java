package io.orrery.store;

import io.orrery.config.OrreryConfig;
import io.orrery.config.PostgresConfig;
import io.orrery.config.RelayTuning;
import java.time.Duration;

/**
 * How one process reaches PostgreSQL.
 *
 * @param processName shown in {@code pg_stat_activity}
 * @param connections the size of the pool: the most statements under way at once
 * @param statementTimeout after which the server ends a statement
 * @param lockTimeout after which it ends one that waits for somebody's lock; zero: no sooner
 * @param startTimeout how long to go on trying at start while the server can't be reached
 * @param relay when a waiting job is rung again
 * @param planning when the server plans a statement
 */
public record StoreSettings(
    PostgresConfig postgres,
    String processName,
    int connections,
    Duration statementTimeout,
    Duration lockTimeout,
    Duration startTimeout,
    RelayTuning relay,
    Planning planning) {

  /** The store tries four times: some two seconds in all. */
  private static final Duration WORKERS_LOCK_TIMEOUT = Duration.ofMillis(500);

  /**
   * When the server plans a statement: a choice between two dangers of a table that swings in size.
   */
  enum Planning {
    /**
     * Once per connection: the hot path pays for no planning, which costs a statement over one job
     * as much as all the rest. Forced, since the server by itself plans again and again what it
     * thinks is cheaper for few ids than for the ten that it assumes. The plan may be made while
     * the table is empty and is kept while it fills, so none may read the whole table, nor sort
     * what an index has in order.
     */
    ONCE("-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_sort=off"),
    /**
     * Each time, on the table's size at that moment: for the leader's statements, which are few,
     * and for whose joins a scan of a small table is right. But not to sort it: they take the first
     * so many in the order of an index, and a sort reads all before it gives the first.
     */
    EACH_TIME("-c plan_cache_mode=force_custom_plan -c enable_sort=off");

    private final String options;

    Planning(String options) {
      this.options = options;
    }

    /** What brings it about, as options of the server's command line. */
    String options() {
      return options;
    }
  }

  /** As clients have them. */
  public static StoreSettings of(OrreryConfig config, String processName, int connections) {
    return hotPath(config, processName, connections, Duration.ZERO);
  }

  /** As workers have them: all jobs share a few connections, which no lock may hold up for long. */
  public static StoreSettings ofWorker(OrreryConfig config, String processName) {
    return hotPath(config, processName, config.worker().connections(), WORKERS_LOCK_TIMEOUT);
  }

  private static StoreSettings hotPath(
      OrreryConfig config, String processName, int connections, Duration lockTimeout) {
    return new StoreSettings(
        config.postgres(),
        processName,
        connections,
        config.postgres().statementTimeout(),
        lockTimeout,
        config.startTimeout(),
        config.relay(),
        Planning.ONCE);
  }

  /** As coordinators have them. */
  public static StoreSettings ofCoordinator(
      OrreryConfig config, String processName, int connections) {
    return new StoreSettings(
        config.postgres(),
        processName,
        connections,
        config.coordinator().statementTimeout(),
        Duration.ZERO,
        config.startTimeout(),
        config.relay(),
        Planning.EACH_TIME);
  }
}

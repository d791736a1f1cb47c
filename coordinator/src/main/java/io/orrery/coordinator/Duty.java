package io.orrery.coordinator;

import io.orrery.broker.Hint;
import io.orrery.store.Deposed;
import java.time.Duration;
import java.util.Optional;

/** What the leader does over and over. Used by one thread, but for {@link #wakeFor}. */
interface Duty {
  /** One word, for thread, log and metrics. */
  String name();

  /** The longest pause between two rounds. */
  Duration tick();

  /** The longest that a round may take between two looks at {@link Turn#goesOn}. */
  Duration patience();

  /** A term begins: what was learnt in an earlier one says nothing any more. */
  default void begin() {}

  /**
   * Does one bounded piece of work. Throws what the store or the broker throws: the supervisor
   * decides.
   *
   * @return how long to wait before the next round; zero if there is more to do
   * @throws Deposed if the epoch does not lead any more
   */
  Duration round(Turn turn);

  /** How soon this hint wants a round. Any thread may ask. */
  default Optional<Duration> wakeFor(Hint hint) {
    return Optional.empty();
  }
}

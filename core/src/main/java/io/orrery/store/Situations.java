package io.orrery.store;

import io.orrery.JobId;
import java.util.Optional;

/** Looks at what can keep jobs from running. Safe for many threads. */
public interface Situations {
  /**
   * Empty if there is no such job.
   *
   * @throws StoreUnavailable if PostgreSQL can't be reached
   */
  Optional<Situation> of(JobId id);
}

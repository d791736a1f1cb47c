package io.orrery.store;

import io.orrery.CoordinatorStatus;
import io.orrery.WorkerStatus;
import java.util.List;

/** Looks at the processes that take part. Safe for many threads. */
public interface Roster {
  /**
   * The workers that serve, and those whose lease ended within the last hour: up to 10,000, the
   * first started first.
   */
  List<WorkerStatus> workers();

  /** The coordinators of the last day that did not stop cleanly: up to 10,000, the leader first. */
  List<CoordinatorStatus> coordinators();
}

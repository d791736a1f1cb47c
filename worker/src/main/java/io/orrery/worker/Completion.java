package io.orrery.worker;

import io.orrery.JobId;
import io.orrery.store.Ending;
import io.orrery.store.Success;

/** How an attempt ended, on its way to PostgreSQL. */
sealed interface Completion {
  Execution execution();

  default JobId job() {
    return execution().held().id();
  }

  /** Its handler returned. */
  record Succeeded(Execution execution, Success success) implements Completion {}

  /** It ended in any other way. */
  record Ended(Execution execution, Ending ending) implements Completion {}

  /**
   * Its success was recorded in the handler's own transaction, and PostgreSQL alone knows whether
   * that has committed: if not, it must not be recorded now.
   *
   * @param otherwise how the attempt ended if the transaction did not commit
   */
  record InTransaction(Execution execution, Success success, Ending otherwise)
      implements Completion {}
}

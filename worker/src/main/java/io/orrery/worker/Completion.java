package io.orrery.worker;

import io.orrery.JobId;
import io.orrery.store.Ending;
import io.orrery.store.Success;

/** How an attempt ended, on its way to PostgreSQL. */
sealed interface Completion {
  Execution execution();

  /** About how much of it travels: a result's bytes, an error's characters. */
  int size();

  /** What went wrong, for people; empty if nothing did. */
  String error();

  default JobId job() {
    return execution().held().id();
  }

  /** Its handler returned. */
  record Succeeded(Execution execution, Success success) implements Completion {
    @Override
    public int size() {
      byte[] result = success.result();
      return result == null ? 0 : result.length;
    }

    @Override
    public String error() {
      return "";
    }
  }

  /**
   * It ended in any other way; or its handler has recorded its success itself, in its own
   * transaction, and this is how it ended if that did not commit. PostgreSQL alone knows: a success
   * that has committed stays one.
   */
  record Ended(Execution execution, Ending ending) implements Completion {
    @Override
    public int size() {
      return error().length();
    }

    @Override
    public String error() {
      String error = ending.error();
      return error == null ? "" : error;
    }
  }
}

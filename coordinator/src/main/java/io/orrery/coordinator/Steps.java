package io.orrery.coordinator;

import io.orrery.store.StoreBusy;
import io.orrery.store.StoreRefused;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Steps of one round that stand for themselves: what PostgreSQL refuses or does not finish for one
 * keeps no other from being done. Used by one thread.
 */
final class Steps {
  private @Nullable RuntimeException first;

  void run(Runnable step) {
    ask(
        () -> {
          step.run();
          return false;
        });
  }

  /** Returns what the step does; false if it failed. */
  boolean ask(BooleanSupplier step) {
    try {
      return step.getAsBoolean();
    } catch (StoreBusy | StoreRefused e) {
      if (first == null) {
        first = e;
      } else {
        first.addSuppressed(e);
      }
      return false;
    }
  }

  /** Throws the first failure, if there was one: the round has failed, though not all of it. */
  void end() {
    if (first != null) {
      throw first;
    }
  }
}

package io.orrery.testing.servers;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes something when it is first asked for, once. Where the making fails, the next one to ask
 * tries again.
 */
final class OnFirstUse<T> {
  private final Supplier<T> making;
  private @Nullable T made; // guarded by this

  OnFirstUse(Supplier<T> making) {
    this.making = making;
  }

  synchronized T get() {
    if (made == null) {
      made = making.get();
    }
    return made;
  }
}

package io.orrery.worker;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread, its owner, wait for what any thread signals. Cheap where signals are many: one
 * costs a volatile read while an earlier one is still unseen, and an unpark only if the owner
 * sleeps.
 */
final class Wakeup {
  private enum State {
    AWAKE,
    SIGNALLED,
    PARKED
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.AWAKE);
  private volatile @Nullable Thread owner;

  /** Wakes the owner, or makes its next wait return at once. */
  void signal() {
    if (state.get() != State.SIGNALLED && state.getAndSet(State.SIGNALLED) == State.PARKED) {
      LockSupport.unpark(owner);
    }
  }

  /**
   * Waits for a signal sent since the last wait returned, at most so many nanoseconds. May return
   * early: look at what was awaited. Called by the owner alone.
   */
  void await(long nanos) {
    owner = Thread.currentThread();
    if (state.compareAndSet(State.AWAKE, State.PARKED)) {
      LockSupport.parkNanos(this, nanos);
    }
    state.set(State.AWAKE);
  }
}

package io.orrery.lock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A lock among the coordinators of one process. Safe for many threads.
 *
 * <p>A coordinator that is alone in its process may have one for itself: it is always free then,
 * and PostgreSQL elects without an order.
 */
public final class InProcessLock {
  private final Duration ttl;
  private final LongSupplier nanoTime;

  // Guarded by this.
  private final Map<Candidate, List<Runnable>> listeners = new HashMap<>();
  private @Nullable Candidate holder;
  private long heldUntil;

  /**
   * @param nanoTime monotonic, as {@link System#nanoTime}
   */
  public InProcessLock(Duration ttl, LongSupplier nanoTime) {
    this.ttl = ttl;
    this.nanoTime = nanoTime;
  }

  /** One more candidate. */
  public LeaderLock candidate() {
    return new Candidate();
  }

  private synchronized boolean heldBy(Candidate candidate) {
    return candidate.equals(holder) && heldUntil - nanoTime.getAsLong() > 0;
  }

  private synchronized boolean acquire(Candidate candidate) {
    boolean free = holder == null || heldUntil - nanoTime.getAsLong() <= 0;
    return free ? hold(candidate) : extend(candidate);
  }

  private synchronized boolean extend(Candidate candidate) {
    return heldBy(candidate) && hold(candidate);
  }

  private synchronized boolean hold(Candidate candidate) {
    holder = candidate;
    heldUntil = nanoTime.getAsLong() + ttl.toNanos();
    return true;
  }

  /** Returns whom to tell, so that nobody's code runs under the lock. */
  private synchronized List<Runnable> free(Candidate candidate) {
    if (heldBy(candidate)) {
      holder = null;
    }
    List<Runnable> others = new ArrayList<>();
    listeners.forEach(
        (listening, theirs) -> {
          if (!listening.equals(candidate)) {
            others.addAll(theirs);
          }
        });
    return others;
  }

  private synchronized void listen(Candidate candidate, Runnable listener) {
    listeners.computeIfAbsent(candidate, added -> new ArrayList<>()).add(listener);
  }

  private synchronized void forget(Candidate candidate) {
    listeners.remove(candidate);
  }

  private final class Candidate implements LeaderLock {
    @Override
    public Duration ttl() {
      return ttl;
    }

    @Override
    public boolean tryAcquire() {
      return acquire(this);
    }

    @Override
    public boolean renew() {
      return extend(this);
    }

    @Override
    public void release() {
      free(this).forEach(Runnable::run);
    }

    @Override
    public void onReleased(Runnable listener) {
      listen(this, listener);
    }

    @Override
    public void close() {
      forget(this);
    }
  }
}

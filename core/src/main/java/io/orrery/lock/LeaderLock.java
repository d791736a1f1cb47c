package io.orrery.lock;

import java.time.Duration;

/**
 * One candidate's view of the lock that the coordinators share. Whoever holds it tries first to
 * lead; the others try only once the leader's lease in PostgreSQL has been over for longer than
 * {@link #ttl}. Safe for many threads. Every implementation passes {@code LeaderLockContract}.
 *
 * <p>Every method but {@link #ttl} and {@link #close} throws {@link LockUnavailable} when the lock
 * can't be asked within a second, or a few where it must first be found among several servers.
 */
public interface LeaderLock extends AutoCloseable {
  /** How long the lock stays with a holder that does not renew it. */
  Duration ttl();

  /** Takes the lock if it is free, or keeps it if this candidate holds it. False: another does. */
  boolean tryAcquire();

  /** Keeps the lock for another {@link #ttl}. False: this candidate does not hold it any more. */
  boolean renew();

  /**
   * Frees the lock if this candidate holds it, and in any case tells the others, since whoever led
   * without it (it may have forgotten its holder) leads no more.
   */
  void release();

  /**
   * Calls {@code listener} whenever another candidate calls {@link #release}, until this is closed;
   * not when a lock ends because its holder died. The listener must not block or throw.
   */
  void onReleased(Runnable listener);

  /** Ends the listening. What is held stays held until its {@link #ttl} is over. */
  @Override
  void close();
}

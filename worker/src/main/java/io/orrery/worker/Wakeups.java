package io.orrery.worker;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** What wakes each of the threads that others wait on or signal. */
@Singleton
final class Wakeups {
  /** A delivery came, a slot was given back, or the worker drains. */
  final Wakeup dispatcher = new Wakeup();

  /** A beat should be sent at once. */
  final Wakeup beater = new Wakeup();

  /** The thread that drains: nothing is held any more, nothing can start, or it should hurry. */
  final Wakeup drain = new Wakeup();

  /** An attempt that reported has ended. */
  final Wakeup reporter = new Wakeup();

  /** Something happened that somebody watches. */
  final Wakeup news = new Wakeup();

  @Inject
  Wakeups() {}
}

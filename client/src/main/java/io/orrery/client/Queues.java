package io.orrery.client;

import io.orrery.Actor;
import io.orrery.QueueStatus;
import java.util.List;

/**
 * Steers queues while their workers run. What is asked for here is kept in PostgreSQL, and holds
 * for every worker of the queue, also for those that start later, until somebody changes it. Live
 * workers are told at once, and those whom the word does not reach learn it with their next beat (5
 * s). Safe for many threads.
 *
 * <p>Each change is written down with who made it. Asking for what is so already does no harm, and
 * returns false.
 *
 * <p>Every method throws {@link IllegalArgumentException} if the name is not legal, {@link
 * io.orrery.store.StoreUnavailable} when PostgreSQL can't be reached, and {@link ClientClosed}
 * after the client's close.
 */
public interface Queues {
  /** The same queues, steered in another's name. Default: this process's. */
  Queues as(Actor actor);

  /**
   * Every queue that is steered, that a live worker serves, or that has waiting jobs: up to 10,000,
   * by name.
   */
  List<QueueStatus> list();

  /**
   * Lets none of its jobs start any more; those that run go on. Jobs can still be enqueued, and
   * wait.
   *
   * @return false if it is paused already
   */
  boolean pause(String name);

  /**
   * Lets its jobs start again.
   *
   * @return false if it is not paused
   */
  boolean resume(String name);

  /**
   * Gives each worker of the queue so many slots for it, whatever it was started with. Where more
   * jobs run than that, they finish, and none starts until then.
   *
   * @param slots 1 to 100,000
   * @return false if that is so already
   * @throws IllegalArgumentException if slots is out of that range; to let nothing run, pause it
   */
  boolean slots(String name, int slots);

  /**
   * Gives each worker of the queue the slots again that it was started with.
   *
   * @return false if that is so already
   */
  boolean slotsAsStarted(String name);
}

package io.orrery.testing.servers;

/**
 * One running server and the faults that can be done to it. Every method returns when its effect is
 * there. Safe for many threads: two calls to the same server happen one after the other. Where the
 * server does not obey, the methods throw {@link ServerFailed}.
 */
public interface Server {

  /** Ends it at once with SIGKILL, as a power failure would. Does nothing to one that has ended. */
  void kill();

  /**
   * Freezes it with SIGSTOP: its connections stay open and nothing answers, until {@link #resume()}
   * or {@link #kill()}.
   */
  void pause();

  /** Lets it go on after {@link #pause()}. Does nothing to one that runs. */
  void resume();

  /**
   * Starts it again, on the same port and with the data that it had, and waits until it answers;
   * kills it first if it runs.
   */
  void restart();

  /**
   * Kills it if it runs, deletes its data, starts it empty on the same port, and waits until it
   * answers.
   */
  void wipe();

  /** Whether its process is there; true of a paused one too. */
  boolean running();
}

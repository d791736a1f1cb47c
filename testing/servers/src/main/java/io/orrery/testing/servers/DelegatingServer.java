package io.orrery.testing.servers;

/**
 * Hands every fault on to {@link #process()}, so that what a server serves stays apart from how it
 * is run.
 */
interface DelegatingServer extends Server {

  Server process();

  @Override
  default void kill() {
    process().kill();
  }

  @Override
  default void pause() {
    process().pause();
  }

  @Override
  default void resume() {
    process().resume();
  }

  @Override
  default void restart() {
    process().restart();
  }

  @Override
  default void wipe() {
    process().wipe();
  }

  @Override
  default boolean running() {
    return process().running();
  }
}

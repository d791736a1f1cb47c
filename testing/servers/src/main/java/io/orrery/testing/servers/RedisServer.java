package io.orrery.testing.servers;

import java.net.URI;

/** A Redis server that keeps its data in memory alone, and so forgets it when it is killed. */
public interface RedisServer extends Server {

  /**
   * Returns {@code redis://user:password@host:port/0}; the same across {@link #restart()} and
   * {@link #wipe()}.
   */
  URI uri();

  /** Forgets all its keys at once, as {@code FLUSHALL} does; its connections stay open. */
  void flush();
}

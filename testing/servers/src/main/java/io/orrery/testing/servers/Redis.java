package io.orrery.testing.servers;

import java.io.IOException;
import java.net.URI;

/** A Redis that answers at an endpoint, however it is run. */
record Redis(Server process, Endpoint endpoint) implements RedisServer, DelegatingServer {

  @Override
  public URI uri() {
    return endpoint.uri("redis", "/0");
  }

  @Override
  public void flush() {
    try {
      RedisTalk.ask(endpoint, "FLUSHALL");
    } catch (IOException e) {
      throw new ServerFailed("flushing Redis at " + endpoint, e);
    }
  }

  /** Returns when the user can log in and gets answers; throws while that is not so. */
  static void probe(Endpoint endpoint) throws IOException {
    RedisTalk.ask(endpoint, "PING");
  }
}

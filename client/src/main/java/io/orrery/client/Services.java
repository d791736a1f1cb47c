package io.orrery.client;

import io.orrery.broker.Broker;
import io.orrery.store.PostgresStore;

/** What a client talks to, and closes at its end. */
record Services(PostgresStore store, Broker broker) implements AutoCloseable {
  @Override
  public void close() {
    // The store is closed whatever becomes of the broker.
    try (store) {
      broker.close();
    }
  }
}

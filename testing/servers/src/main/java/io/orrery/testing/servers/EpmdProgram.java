package io.orrery.testing.servers;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Erlang's port mapper, by which {@code rabbitmqctl} finds the broker: our own, for else RabbitMQ
 * starts a daemon that stays.
 */
record EpmdProgram(Path epmd, Endpoint endpoint) implements Program {

  @Override
  public String name() {
    return "epmd";
  }

  @Override
  public void initialize(Path folder, ServiceAccount account) {}

  @Override
  public Command command(Path folder) {
    return new Command(
        epmd.toString(), "-address", endpoint.host(), "-port", Integer.toString(endpoint.port()));
  }

  @Override
  public void probe() throws IOException {
    endpoint.connect().close();
  }
}

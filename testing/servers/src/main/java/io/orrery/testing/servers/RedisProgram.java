package io.orrery.testing.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Redis as installed on this machine. */
record RedisProgram(Path server, Endpoint endpoint) implements Program {
  private static final String CONFIGURATION = "redis.conf";

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public void initialize(Path folder, ServiceAccount account) throws IOException {
    List<String> lines = new ArrayList<>(Redis.configuration(endpoint));
    lines.add("bind " + endpoint.host());
    lines.add("port " + endpoint.port());
    account.write(folder.resolve(CONFIGURATION), lines);
  }

  @Override
  public Command command(Path folder) {
    return new Command(server.toString(), folder.resolve(CONFIGURATION).toString());
  }

  @Override
  public void probe() throws IOException {
    Redis.probe(endpoint);
  }
}

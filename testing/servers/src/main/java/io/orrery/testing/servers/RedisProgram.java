package io.orrery.testing.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Redis as installed on this machine. */
record RedisProgram(Path server, RedisNode node) implements Program {

  @Override
  public String name() {
    return node.name();
  }

  @Override
  public void initialize(Path folder, ServiceAccount account) throws IOException {
    for (Map.Entry<String, String> file : node.files().entrySet()) {
      account.write(folder.resolve(file.getKey()), List.of(file.getValue()));
    }
    account.write(
        folder.resolve(RedisNode.CONFIGURATION),
        node.configuration("bind " + node.endpoint().host()));
  }

  @Override
  public Command command(Path folder) {
    return new Command(node.command(server.toString()), Map.of());
  }

  @Override
  public void probe() throws IOException {
    Redis.probe(node.endpoint());
  }
}

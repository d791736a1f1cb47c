package io.orrery.testing.servers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;

class DockerServersTest extends ServersContract {

  @Override
  Servers open() {
    Optional<String> problem = DockerEngine.problem();
    assumeTrue(problem.isEmpty(), () -> problem.orElseThrow());
    return new DockerServers(new Choice(Choice.Form.DOCKER, "the contract is tested"));
  }
}

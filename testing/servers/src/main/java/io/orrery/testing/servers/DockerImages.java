package io.orrery.testing.servers;

import java.util.List;

/** The images of the Docker form; {@code testing/provide-servers.sh} pulls the same ones. */
final class DockerImages {
  static final String POSTGRES = "postgres:18-alpine";
  static final String RABBITMQ = "rabbitmq:4.1-alpine";
  static final String REDIS = "redis:8.2-alpine";
  static final List<String> ALL = List.of(POSTGRES, RABBITMQ, REDIS);

  private DockerImages() {}
}

package io.orrery.testing.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;

/** Finds out whether Docker can be had. */
final class DockerEngine {
  private static final String HOST = "DOCKER_HOST";

  private DockerEngine() {}

  /**
   * Returns why Docker can't serve, or empty where an engine answers and has all images, some of
   * them perhaps only now.
   */
  static Optional<String> problem() {
    if (!configured()) {
      return Optional.of(
          "no Docker engine answers: "
              + HOST
              + " is not set, and none of "
              + sockets()
              + " is there");
    }
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return Optional.of("no Docker engine answers");
    }
    return DockerImages.ALL.stream().flatMap(image -> missing(image).stream()).findFirst();
  }

  /**
   * Whether there is anything to ask at all: Testcontainers fills the log with stack traces where
   * there is not.
   */
  private static boolean configured() {
    boolean properties = Files.exists(home(".testcontainers.properties"));
    return System.getenv(HOST) != null || properties || sockets().stream().anyMatch(Files::exists);
  }

  private static List<Path> sockets() {
    Stream<Path> rootless =
        Stream.ofNullable(System.getenv("XDG_RUNTIME_DIR"))
            .map(folder -> Path.of(folder, "docker.sock"));
    Stream<Path> usual =
        Stream.of(
            Path.of("/var/run/docker.sock"),
            home(".docker/run/docker.sock"),
            home(".docker/desktop/docker.sock"));
    return Stream.concat(rootless, usual).toList();
  }

  private static Path home(String path) {
    return Path.of(System.getProperty("user.home"), path);
  }

  private static Optional<String> missing(String image) {
    try {
      new RemoteDockerImage(DockerImageName.parse(image)).get();
      return Optional.empty();
    } catch (RuntimeException e) {
      // A failed pull is a ContainerFetchException, one that takes too long an exception that
      // Testcontainers keeps to itself.
      return Optional.of(
          "Docker's engine has no image " + image + " and can't pull it: " + e.getMessage());
    }
  }
}

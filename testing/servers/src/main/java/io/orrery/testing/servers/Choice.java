package io.orrery.testing.servers;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a set of servers comes from.
 *
 * @param reason why, without a full stop
 */
record Choice(Form form, String reason) {

  /** The two ways to have servers. */
  enum Form {
    DOCKER("Docker containers"),
    INSTALLED("installed binaries");

    private final String words;

    Form(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * The environment variable that decides: {@code docker} or {@code installed}; unset, the first of
   * them that works.
   */
  static final String VARIABLE = "ORRERY_TEST_SERVERS";

  private static final Logger LOG = LoggerFactory.getLogger(Choice.class);

  static Choice ofThisMachine() {
    return of(System.getenv(VARIABLE), DockerEngine::problem);
  }

  /**
   * Chooses, and asks for Docker only where that matters.
   *
   * @param wanted the variable's value; null and empty leave the choice to us
   * @param dockerProblem says why Docker can't be had; empty where it can
   */
  static Choice of(@Nullable String wanted, Supplier<Optional<String>> dockerProblem) {
    return switch (wanted == null ? "" : wanted) {
      case "installed" -> new Choice(Form.INSTALLED, VARIABLE + " asks for them");
      case "docker" -> docker(dockerProblem.get());
      case "" ->
          dockerProblem
              .get()
              .map(problem -> new Choice(Form.INSTALLED, problem))
              .orElseGet(() -> new Choice(Form.DOCKER, "an engine answers and has the images"));
      default ->
          throw new IllegalArgumentException(
              VARIABLE + " is \"" + wanted + "\", but must be docker, installed, or not be set");
    };
  }

  private static Choice docker(Optional<String> problem) {
    if (problem.isPresent()) {
      throw ServersUnavailable.because(VARIABLE + " asks for Docker, but " + problem.get() + ".");
    }
    return new Choice(Form.DOCKER, VARIABLE + " asks for it");
  }

  Servers open() {
    LOG.info("Test servers: {}", this);
    return switch (form) {
      case DOCKER -> new DockerServers(this);
      case INSTALLED -> InstalledServers.open(this, Binaries.ofThisMachine());
    };
  }

  @Override
  public String toString() {
    return form.words() + ": " + reason;
  }
}

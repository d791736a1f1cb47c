package io.orrery.testing.servers;

/**
 * There is no server to test with, neither from Docker nor installed. The message lists every way
 * to get one.
 */
public final class ServersUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  private ServersUnavailable(String problem, String waysOut) {
    super(problem + waysOut);
    this.problem = problem;
  }

  /**
   * Returns what to throw for a problem, which is one sentence that says what was looked for, and
   * where.
   */
  public static ServersUnavailable because(String problem) {
    return new ServersUnavailable(
        problem,
        """

            Any one of these gives PostgreSQL, RabbitMQ and Redis to test with:
              * ./orrery test, which installs what is missing and then runs the tests
              * Docker: start an engine that has, or can pull, %s
              * on Debian or Ubuntu: sudo apt-get install rabbitmq-server redis-server (PostgreSQL comes with the build)
              * on macOS: brew install rabbitmq redis (PostgreSQL comes with the build)
            Docker is taken where it works, else what is installed; %s=docker or =installed insists on one."""
            .formatted(String.join(", ", DockerImages.ALL), Choice.VARIABLE));
  }

  /** What was looked for, and where, without the ways to get it. */
  public String problem() {
    return problem;
  }
}

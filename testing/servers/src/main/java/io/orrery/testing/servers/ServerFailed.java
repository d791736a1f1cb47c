package io.orrery.testing.servers;

/**
 * A server that could be had did not do what was asked of it. The message ends with the last lines
 * of the server's log.
 */
public final class ServerFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ServerFailed(String message) {
    super(message);
  }

  ServerFailed(String message, Throwable cause) {
    super(message, cause);
  }
}

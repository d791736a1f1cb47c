package io.orrery.broker.rabbitmq;

import java.net.URI;

/**
 * What {@code amqp[s]://user:password@host:port/vhost} must say. The library takes {@code
 * localhost} for a host that it can't read, and an empty name for the virtual host of a path that
 * is a slash alone.
 */
final class AmqpUri {
  private static final int HIGHEST_PORT = 65_535;

  private AmqpUri() {}

  /**
   * @throws IllegalArgumentException with what is wrong, and without the URI and its password
   */
  static void check(URI uri) {
    String user = String.valueOf(uri.getRawUserInfo());
    if (uri.getHost() == null || user.indexOf(':') != user.lastIndexOf(':')) {
      throw new IllegalArgumentException(
          "it can't be taken apart: a host has no underscore, a port is a number, and in user and password"
              + " : / ? # @ % are written %3A %2F %3F %23 %40 %25");
    }
    // -1: it names none.
    if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          "port %d is not one of 1 to 65535".formatted(uri.getPort()));
    }
    checkVirtualHost(uri.getRawPath());
  }

  private static void checkVirtualHost(String path) {
    if (path.equals("/")) {
      throw new IllegalArgumentException(
          "its virtual host is empty: leave the / at the end out for RabbitMQ's default, which is written /%2F");
    }
    if (path.lastIndexOf('/') > 0) {
      throw new IllegalArgumentException(
          "its virtual host has a / in it, which is written %2F there");
    }
  }
}

package io.orrery.testing.servers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Where a server listens and who may log in. */
record Endpoint(String host, int port, String user, String password) {
  static final String LOOPBACK = "127.0.0.1";
  private static final String USER = "orrery";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int PASSWORD_BYTES = 24;

  /**
   * Returns an endpoint with a password that nobody else knows. Neither part needs escaping in a
   * URI or a config file.
   */
  static Endpoint at(String host, int port) {
    byte[] password = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(password);
    return new Endpoint(host, port, USER, HexFormat.of().formatHex(password));
  }

  /** Returns endpoints on free ports of one host that have one login. */
  static List<Endpoint> several(String host, int count) {
    Endpoint first = at(host, FreePorts.next());
    return Stream.generate(FreePorts::next)
        .distinct()
        .limit(count)
        .map(port -> new Endpoint(host, port, first.user, first.password))
        .toList();
  }

  /** The same, at the loopback's name in place of its number. */
  Endpoint named() {
    return new Endpoint(host.equals(LOOPBACK) ? "localhost" : host, port, user, password);
  }

  URI uri(String scheme, String path) {
    return URI.create(scheme + "://" + user + ":" + password + "@" + host + ":" + port + path);
  }

  /** Opens a connection that fails rather than wait for long. */
  Socket connect() throws IOException {
    Socket socket = new Socket();
    try {
      socket.setSoTimeout((int) TIMEOUT.toMillis());
      socket.connect(new InetSocketAddress(host, port), (int) TIMEOUT.toMillis());
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Leaves the password out, as this ends up in logs. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port;
  }
}

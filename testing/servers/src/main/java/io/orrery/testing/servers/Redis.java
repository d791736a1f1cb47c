package io.orrery.testing.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A Redis that answers at an endpoint, however it is run. */
record Redis(Server process, Endpoint endpoint) implements RedisServer, DelegatingServer {

  @Override
  public URI uri() {
    return endpoint.uri("redis", "/0");
  }

  /** Returns the configuration of a server that keeps nothing on disk and knows one user. */
  static List<String> configuration(Endpoint endpoint) {
    return List.of(
        "save \"\"",
        "appendonly no",
        "user default off",
        "user " + endpoint.user() + " on >" + endpoint.password() + " ~* &* +@all");
  }

  /** Returns when the user can log in and gets answers; throws while that is not so. */
  static void probe(Endpoint endpoint) throws IOException {
    try (Socket socket = endpoint.connect()) {
      String login = "AUTH " + endpoint.user() + " " + endpoint.password() + "\r\n";
      socket.getOutputStream().write(login.getBytes(StandardCharsets.US_ASCII));
      var answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String answer = answers.readLine();
      if (!"+OK".equals(answer)) {
        throw new IOException("Redis answered " + answer + " to AUTH");
      }
    }
  }
}

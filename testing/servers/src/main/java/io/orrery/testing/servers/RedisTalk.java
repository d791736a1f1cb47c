package io.orrery.testing.servers;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Asks Redis one thing over a connection of its own: enough of RESP2 to start servers by. */
final class RedisTalk {
  private final BufferedReader replies;

  private RedisTalk(Socket socket) throws IOException {
    this.replies =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  /**
   * Logs in, asks, and returns the values of the answer in their order, without its nesting.
   *
   * @throws IOException if there is no answer, or with the text of one that is an error
   */
  static List<String> ask(Endpoint endpoint, String command) throws IOException {
    try (Socket socket = endpoint.connect()) {
      RedisTalk talk = new RedisTalk(socket);
      String login = "AUTH " + endpoint.user() + " " + endpoint.password();
      for (String line : List.of(login, command)) {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      }
      talk.reply();
      return talk.reply();
    }
  }

  private List<String> reply() throws IOException {
    List<String> values = new ArrayList<>();
    read(values);
    return values;
  }

  private void read(List<String> values) throws IOException {
    String line = replies.readLine();
    if (line == null) {
      throw new EOFException("Redis closed the connection");
    }
    String text = line.substring(1);
    switch (line.charAt(0)) {
      case '-' -> throw new IOException("Redis answered: " + text);
      case '$' -> values.add(bulk(Integer.parseInt(text)));
      case '*' -> {
        for (int left = Integer.parseInt(text); left > 0; left--) {
          read(values);
        }
      }
      default -> values.add(text);
    }
  }

  private String bulk(int length) throws IOException {
    if (length < 0) {
      return "";
    }
    char[] text = new char[length];
    for (int read = 0; read < length; ) {
      int more = replies.read(text, read, length - read);
      if (more < 0) {
        throw new EOFException("Redis closed the connection");
      }
      read += more;
    }
    replies.readLine();
    return new String(text);
  }
}

package io.orrery.testing.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What differs between the installed servers: how one is laid out, started, and asked whether it is
 * there.
 */
interface Program {

  /**
   * A process to start. Its environment is what is given here, PATH and HOME, and nothing that the
   * tests were started with.
   */
  record Command(List<String> words, Map<String, String> environment) {
    Command(String... words) {
      this(List.of(words), Map.of());
    }
  }

  /** The name in messages, which is also that of its folder. */
  String name();

  /** Lays out the server's data in a folder that is empty and belongs to the account. */
  void initialize(Path folder, ServiceAccount account) throws IOException;

  /**
   * Returns the command that runs the server in the foreground, as one process and its children.
   */
  Command command(Path folder);

  /** Returns when the server answers; throws with the reason while it doesn't. */
  void probe() throws IOException;

  /**
   * The signal that ends the server at once but lets it give back what the operating system would
   * keep, such as shared memory.
   */
  default String endingSignal() {
    return "KILL";
  }
}

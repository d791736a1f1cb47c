package io.orrery.testing.servers;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a process out of the reach of the terminal. Ctrl-C goes to all of a process group, and
 * servers must outlive, by a moment, the JVM that closes what it has open on them. Where the system
 * has no {@code setsid}, as macOS, the process stays in the group.
 */
final class OwnSession {
  private static final List<String> PREFIX =
      Binaries.ofThisMachine()
          .find("setsid")
          .map(setsid -> List.of(setsid.toString()))
          .orElse(List.of());

  private OwnSession() {}

  /**
   * {@code setsid} becomes the program by exec, so that the pid that Java knows is the program's.
   */
  static ProcessBuilder of(ProcessBuilder process) {
    List<String> words = new ArrayList<>(PREFIX);
    words.addAll(process.command());
    return process.command(words);
  }
}

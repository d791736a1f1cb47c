package io.orrery.testing.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a process out of the reach of the terminal. Ctrl-C goes to all of a process group, and
 * servers must outlive, by a moment, the JVM that closes what it has open on them. Where the system
 * has no {@code setsid}, as macOS, perl gives the process a group of its own, which does as well;
 * without either it stays in the group.
 */
final class OwnSession {
  private static final List<String> PREFIX = prefix(Binaries.ofThisMachine());

  private OwnSession() {}

  /** The prefix becomes the program by exec, so that the pid that Java knows is the program's. */
  static ProcessBuilder of(ProcessBuilder process) {
    List<String> words = new ArrayList<>(PREFIX);
    words.addAll(process.command());
    return process.command(words);
  }

  static List<String> prefix(Binaries binaries) {
    Optional<List<String>> setsid =
        binaries.find("setsid").map(program -> List.of(program.toString()));
    return setsid.or(() -> binaries.find("perl").map(OwnSession::ownGroup)).orElse(List.of());
  }

  private static List<String> ownGroup(Path perl) {
    return List.of(perl.toString(), "-e", "setpgrp; exec @ARGV or die \"$ARGV[0]: $!\"");
  }
}

package io.orrery.testing.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs that are installed on this machine.
 *
 * @param folders where to look, in order
 */
record Binaries(List<Path> folders) {
  // Debian's and Red Hat's rabbitmq-server on PATH is a wrapper that writes to the machine's log;
  // this is what it wraps.
  private static final Path RABBITMQ = Path.of("/usr/lib/rabbitmq/bin");

  static Binaries ofThisMachine() {
    Stream<Path> path = Stream.of(System.getenv("PATH").split(":")).map(Path::of);
    // Not on the PATH of every user who may well run what is there.
    Stream<Path> more =
        Stream.of("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin").map(Path::of);
    return new Binaries(Stream.of(Stream.of(RABBITMQ), path, more).flatMap(all -> all).toList());
  }

  Optional<Path> find(String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}

package io.orrery.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What this process is called where people look at several: its host and its process id. */
public final class ProcessName {
  private static final Path HOST_FILE = Path.of("/etc/hostname");

  private ProcessName() {}

  /**
   * Asks no name server, which could take its time.
   *
   * @param kind stands for the host where that has no name
   */
  public static String of(String kind) {
    return host(kind) + "-" + ProcessHandle.current().pid();
  }

  /**
   * What this machine is called. Asks no name server.
   *
   * @param otherwise what to say where it has no name
   */
  public static String host(String otherwise) {
    return Stream.of("HOSTNAME", "COMPUTERNAME")
        .flatMap(name -> Optional.ofNullable(System.getenv(name)).stream())
        .filter(name -> !name.isBlank())
        .findFirst()
        .or(ProcessName::hostFile)
        .orElse(otherwise);
  }

  private static Optional<String> hostFile() {
    try {
      return Files.readString(HOST_FILE).lines().findFirst().filter(name -> !name.isBlank());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

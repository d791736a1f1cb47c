package io.orrery.testing.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether Ctrl-C reaches what starts here. */
public final class Interrupts {
  private static final int SIGINT = 2;
  private static final String IGNORED = "SigIgn:";

  private Interrupts() {}

  /**
   * True where SIGINT is ignored, as in a shell's background job: every process that starts here
   * inherits that, and a JVM then leaves it so. Where the system does not tell, false.
   */
  public static boolean areIgnored() {
    Path status = Path.of("/proc/self/status");
    if (Files.notExists(status)) {
      return false;
    }
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith(IGNORED))
          .map(line -> Long.parseUnsignedLong(line.substring(IGNORED.length()).strip(), 16))
          .anyMatch(mask -> (mask >>> (SIGINT - 1) & 1) == 1);
    } catch (IOException e) {
      throw new UncheckedIOException("read " + status, e);
    }
  }
}

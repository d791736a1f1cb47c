package io.orrery.testing.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs short commands to their end. */
final class Shell {
  static final ProcessBuilder.Redirect NO_INPUT =
      ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile());
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private Shell() {}

  /** Returns what a command that ended well printed, without surrounding white space. */
  static String output(String... command) {
    return output(new ProcessBuilder(command));
  }

  /**
   * Returns what a process that ended well printed, to either of its streams, without surrounding
   * white space.
   */
  static String output(ProcessBuilder process) {
    String name = String.join(" ", process.command());
    try {
      // A file, not a pipe: a child that outlives the command would keep a pipe open, and us
      // waiting.
      Path printed = Files.createTempFile("orrery-output-", ".log");
      try {
        process.redirectErrorStream(true).redirectOutput(printed.toFile()).redirectInput(NO_INPUT);
        String ending = ending(process.start());
        String output = Files.readString(printed).strip();
        if (!ending.isEmpty()) {
          throw new ServerFailed("running \"" + name + "\": " + ending + ": " + output);
        }
        return output;
      } finally {
        Files.delete(printed);
      }
    } catch (IOException e) {
      throw new ServerFailed("running \"" + name + "\"", e);
    }
  }

  /** Returns what went wrong, or an empty text. */
  private static String ending(Process process) {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        return "no end within " + LIMIT.toSeconds() + " s";
      }
      return process.exitValue() == 0 ? "" : "exit code " + process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } finally {
      process.destroyForcibly();
    }
  }
}

package io.orrery.cli.service;

import io.orrery.cli.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An {@code orrery} command in a process of its own, to be sent signals. */
final class CommandProcess implements AutoCloseable {
  /** Far longer than an end takes; far shorter than the drains that the tests configure. */
  private static final int SOON_SECONDS = 60;

  private final Process process;

  private CommandProcess(Process process) {
    this.process = process;
  }

  /** Starts one with these variables and no other of Orrery's. */
  static CommandProcess start(Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().keySet().removeIf(key -> key.startsWith("ORRERY_"));
    builder.environment().putAll(environment);
    return new CommandProcess(builder.start());
  }

  /**
   * @param name as {@code kill} takes it, as in TERM
   */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-s", name, Long.toString(process.pid())).start().waitFor();
  }

  /** Waits for its end; returns with what it ended. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(SOON_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the process still runs");
    }
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor(SOON_SECONDS, TimeUnit.SECONDS);
  }
}

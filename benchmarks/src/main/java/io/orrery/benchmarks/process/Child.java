package io.orrery.benchmarks.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A client, worker or coordinator in a process of its own, as its parent sees it. Used by one
 * thread at a time, but for the signals.
 */
public final class Child implements AutoCloseable {
  private final String name;
  private final Process process;
  private final PrintWriter requests;
  private final BufferedReader answers;

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
    this.requests = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts it as {@link #launch} does, and waits until it is ready.
   *
   * @param name of its command
   */
  public static Child start(
      Map<String, String> environment, String heap, String name, String... options)
      throws IOException {
    Child child = launch(environment, heap, name, options);
    child.awaitReady();
    return child;
  }

  /**
   * Starts it with the class path of this process, and does not wait until it is ready.
   *
   * @param name of its command
   */
  public static Child launch(
      Map<String, String> environment, String heap, String name, String... options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 23) {
      // MessagePack's library reads arrays in a way that JDKs from 23 on warn of, on each start.
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(
        List.of(
            "-Xmx" + heap,
            "-cp",
            System.getProperty("java.class.path"),
            "io.orrery.benchmarks.Main"));
    command.add(name);
    command.addAll(List.of(options));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeIf(key -> key.startsWith("ORRERY_"));
    builder.environment().putAll(new HashMap<>(environment));
    builder.directory(new File("."));
    return new Child(name, builder.start());
  }

  /** To be called once, before anything is asked, of one that was only launched. */
  public void awaitReady() throws IOException {
    read();
  }

  /** Asks, and waits for the answer. */
  public String ask(String request) throws IOException {
    requests.println(request);
    return read();
  }

  /** Asks; the answer is read later, by {@link #read}. */
  public void tell(String request) {
    requests.println(request);
  }

  public String read() throws IOException {
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the " + name + " ended before it answered; why, it said above");
    }
    return answer;
  }

  /** SIGKILL: it can do nothing more. Waits until it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM: it closes what it has open, and ends. Does not wait for that. */
  public void terminate() {
    process.destroy();
  }

  /**
   * SIGSTOP, and SIGCONT after a while; returns then. A shell does both, so that the child goes on
   * even if this process dies in between.
   */
  public void freeze(Duration time) throws IOException, InterruptedException {
    String script =
        """
        trap "kill -CONT $1" EXIT
        trap exit INT TERM
        kill -STOP $1
        sleep $2
        """;
    String seconds = String.format(Locale.ROOT, "%.3f", time.toMillis() / 1e3);
    new ProcessBuilder("sh", "-c", script, "freeze", Long.toString(process.pid()), seconds)
        .inheritIO()
        .start()
        .waitFor();
  }

  /** Ends its input, and so the process; kills it if that takes too long. */
  @Override
  public void close() throws IOException {
    requests.close();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

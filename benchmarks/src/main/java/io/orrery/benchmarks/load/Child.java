package io.orrery.benchmarks.load;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A client or worker in a process of its own, as its parent sees it. */
final class Child implements AutoCloseable {
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
   * Starts it with the class path of this process, and waits until it is ready.
   *
   * @param name of its command
   */
  static Child start(Map<String, String> environment, String heap, String name, String... options)
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
    Child child = new Child(name, builder.start());
    child.read();
    return child;
  }

  /** Asks, and waits for the answer. */
  String ask(String request) throws IOException {
    requests.println(request);
    return read();
  }

  /** Asks; the answer is read later, by {@link #read}. */
  void tell(String request) {
    requests.println(request);
  }

  String read() throws IOException {
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the " + name + " ended before it answered; why, it said above");
    }
    return answer;
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

package example;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A Java process that prints into a file, as the example's README starts them. */
final class ExampleProcess implements AutoCloseable {
  static final Path CLASSES = Path.of("target", "classes").toAbsolutePath();

  private static final Duration SOON = Duration.ofSeconds(60);

  private final Process process;
  private final Path printed;

  private ExampleProcess(Process process, Path printed) {
    this.process = process;
    this.printed = printed;
  }

  /** Starts one with these variables and no other of Orrery's. */
  static ExampleProcess start(
      Map<String, String> environment, Path printed, String classPath, String... command)
      throws IOException {
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            classPath);
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(java.stream(), Arrays.stream(command)).toList())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("ORRERY_"));
    builder.environment().putAll(environment);
    return new ExampleProcess(builder.start(), printed);
  }

  /** The libraries of this process, and the example itself if wanted. */
  static String classPath(boolean withExample) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(element -> withExample || !Path.of(element).equals(CLASSES))
        .collect(Collectors.joining(File.pathSeparator));
  }

  void awaitPrinted(String text) {
    Awaitility.await()
        .atMost(SOON)
        .failFast("the process has ended", () -> !process.isAlive())
        .until(() -> printed().contains(text));
  }

  /** Waits for its end; returns what it printed. */
  String awaitEnd() throws InterruptedException {
    if (!process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still running: " + printed());
    }
    return printed();
  }

  private String printed() {
    try {
      return Files.readString(printed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGTERM, as a service manager sends it. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}

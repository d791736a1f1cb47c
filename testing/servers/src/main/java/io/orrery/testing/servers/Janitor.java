package io.orrery.testing.servers;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A shell process beside the JVM that ends one set's servers and deletes their folder: at {@link
 * #close()}, and just the same when the JVM ends without it, be it by a SIGKILL to all of its
 * process group. What it does is in {@code janitor.sh}.
 */
final class Janitor implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private final Process shell;
  // Guarded by this. Its closing, or that of the whole JVM, is what the shell waits for.
  private final BufferedWriter events;

  private Janitor(Process shell) {
    this.shell = shell;
    this.events = shell.outputWriter(StandardCharsets.UTF_8);
  }

  static Janitor of(Path folder) {
    try (InputStream script = Janitor.class.getResourceAsStream("janitor.sh")) {
      String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      return new Janitor(
          OwnSession.of(new ProcessBuilder("sh", "-c", text, "janitor", folder.toString()))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new ServerFailed("starting the shell that ends the servers of " + folder, e);
    }
  }

  /** Takes note of a process to end, by this signal first and then by SIGKILL. */
  void started(long pid, String signal) {
    tell("started " + pid + " " + signal);
  }

  /** Forgets a process: its number may soon be another's. */
  void ended(long pid) {
    tell("ended " + pid);
  }

  private synchronized void tell(String event) {
    try {
      events.write(event);
      events.newLine();
      events.flush();
    } catch (IOException e) {
      throw new ServerFailed(
          "telling the janitor \"" + event + "\": the servers have been closed", e);
    }
  }

  /** Returns when the servers and their folder are gone. */
  @Override
  public void close() {
    try {
      synchronized (this) {
        events.close();
      }
      if (!shell.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new ServerFailed(
            "ending the servers: the janitor, process "
                + shell.pid()
                + ", is still at it after "
                + LIMIT);
      }
    } catch (IOException e) {
      throw new ServerFailed("ending the servers", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailed("ending the servers: interrupted; the janitor goes on", e);
    }
  }
}

package io.orrery.benchmarks.failover;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends lines to a file, each in one write: they outlive their writer. Safe for many threads. */
final class Jotter implements AutoCloseable {
  private final OutputStream file;

  Jotter(Path file) throws IOException {
    this.file = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  synchronized void jot(String line) {
    try {
      file.write((line + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("note \"" + line + "\"", e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}

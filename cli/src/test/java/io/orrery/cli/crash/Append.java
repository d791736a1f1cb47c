package io.orrery.cli.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.Task;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Takes a while, then appends its job's id to a file, in one write: what was done, told by nobody
 * but the handler.
 */
@JobHandler(type = "append", queue = "crash", maxRetries = 5)
final class Append implements Task<Append.Line> {
  record Line(int number) {}

  private static final Duration WORK = Duration.ofMillis(150);

  private final Path file;

  Append(Path file) {
    this.file = file;
  }

  @Override
  public void run(Line line, JobContext job) throws IOException {
    LockSupport.parkNanos(WORK.toNanos());
    job.checkCancelled();
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      out.write((job.id() + "\n").getBytes(UTF_8));
    }
  }
}

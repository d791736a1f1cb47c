package io.orrery.cli.service;

import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs until there is a file of a certain name, or it is interrupted. */
@JobHandler(type = "hold", queue = "signal")
final class Hold implements Task<Hold.Until> {
  record Until(String file) {}

  private final CountDownLatch never = new CountDownLatch(1);

  @Override
  public void run(Until until, JobContext job) throws InterruptedException {
    while (Files.notExists(Path.of(until.file()))) {
      if (never.await(20, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }
}

package io.orrery.cli.crash;

import io.orrery.config.OrreryConfig;
import io.orrery.worker.Worker;
import java.nio.file.Path;

/** A worker in a process of its own. Its one argument is the file to append to. */
final class WorkerMain {
  private WorkerMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    try (Worker worker =
        Worker.builder(OrreryConfig.fromEnv())
            .queue("crash", 10)
            .handler(new Append(Path.of(arguments[0])))
            .handler(new Talk())
            .start()) {
      worker.awaitShutdown();
    }
  }
}

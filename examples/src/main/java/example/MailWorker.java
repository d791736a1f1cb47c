package example;

import io.orrery.config.OrreryConfig;
import io.orrery.worker.Worker;

/** A process that runs jobs until a signal ends it. */
public final class MailWorker {
  private MailWorker() {}

  /** Blocks until the process is told to end, then lets running jobs finish. */
  public static void run(OrreryConfig config, Mailer mailer) throws InterruptedException {
    try (Worker worker =
        Worker.builder(config).queue("email", 50).handler(new SendEmail(mailer)).start()) {
      worker.awaitShutdown();
    }
  }
}

package io.orrery.cli.demo;

import io.orrery.client.OrreryClient;
import io.orrery.config.OrreryConfig;
import io.orrery.coordinator.Coordinator;
import io.orrery.worker.Worker;
import java.util.ArrayDeque;
import java.util.Deque;

/** One coordinator, two workers and a client, which meet only through PostgreSQL and the broker. */
final class Fleet implements AutoCloseable {
  /** Far more than cores: what one claim and one commit take along. */
  private static final int FILE_SLOTS = 64;

  private static final int ODD_SLOTS = 10;

  /** Those that run, the last one started first. */
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  private final OrreryClient client;

  private Fleet(OrreryConfig config) throws Exception {
    try {
      running.push(Coordinator.start(config));
      running.push(worker(config));
      running.push(worker(config));
      client = OrreryClient.connect(config);
      running.push(client);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  static Fleet start(OrreryConfig config) throws Exception {
    return new Fleet(config);
  }

  private static Worker worker(OrreryConfig config) {
    return Worker.builder(config)
        .queue("files", FILE_SLOTS)
        .queue("odd", ODD_SLOTS)
        .handler(new Fingerprint())
        .handler(new Flaky())
        .handler(new Doomed())
        .handler(new Reminder())
        .start();
  }

  OrreryClient client() {
    return client;
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable part : running) {
      part.close();
    }
  }
}

package io.orrery.cli.demo;

import io.orrery.client.OrreryClient;
import io.orrery.config.OrreryConfig;
import io.orrery.coordinator.Coordinator;
import io.orrery.worker.Worker;

/** One coordinator, two workers and a client, which meet only through PostgreSQL and the broker. */
final class Fleet implements AutoCloseable {
  /** Far more than cores: what one claim and one commit take along. */
  private static final int FILE_SLOTS = 64;

  private static final int ODD_SLOTS = 10;

  private final Coordinator coordinator;
  private final Worker first;
  private final Worker second;
  private final OrreryClient client;

  private Fleet(OrreryConfig config) {
    coordinator = Coordinator.start(config);
    first = worker(config);
    second = worker(config);
    client = OrreryClient.connect(config);
  }

  static Fleet start(OrreryConfig config) {
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
  public void close() {
    client.close();
    first.close();
    second.close();
    coordinator.close();
  }
}

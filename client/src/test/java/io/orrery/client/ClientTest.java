package io.orrery.client;

import io.orrery.JobId;
import io.orrery.JobType;
import io.orrery.config.OrreryConfig;
import io.orrery.store.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/**
 * What the client's tests share: a database, a client on it, and someone who hears what it rings.
 */
abstract class ClientTest {
  /** A bound on how long a working machine takes, not a time that any test waits for. */
  static final Duration SOON = Duration.ofSeconds(60);

  record Mail(String to) {}

  record Receipt(String messageId) {}

  static final JobType<Mail, Receipt> MAIL = JobType.of("send-email", Mail.class, Receipt.class);
  static final Mail TO_ANN = new Mail("ann@example.org");

  final TestDatabase database = TestDatabase.create();
  final OrreryConfig config = database.config().build();
  final Ears ears = Ears.on(config.broker());
  final OrreryClient client = OrreryClient.connect(config);

  @AfterEach
  void closeAll() {
    client.close();
    ears.close();
    database.close();
  }

  /** One column of a job's row, as text. */
  String row(JobId id, String column) {
    return database
        .column("SELECT " + column + " FROM orrery.job WHERE id = '" + id + "'")
        .getFirst();
  }

  long jobs() {
    return database.number("SELECT count(*) FROM orrery.job");
  }

  /** Statements on this database that wait for a lock. */
  long blocked() {
    return database.number(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
  }
}

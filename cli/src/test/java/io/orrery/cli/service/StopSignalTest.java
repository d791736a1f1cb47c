package io.orrery.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orrery.config.ConfigKey;
import io.orrery.store.TestDatabase;
import io.orrery.testing.servers.Servers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A replay of many dead letters is told to end. */
class StopSignalTest {
  private final TestDatabase database = TestDatabase.create();
  private final Map<String, String> environment =
      Map.of(
          ConfigKey.POSTGRES_URL.environment(), database.url(),
          ConfigKey.POSTGRES_USER.environment(), database.user(),
          ConfigKey.POSTGRES_PASSWORD.environment(), database.password(),
          ConfigKey.AMQP_URI.environment(), Servers.shared().rabbitmq().uri().toString());

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void itEndsAfterAWholeStep() throws Exception {
    database.execute(
        """
        INSERT INTO orrery.job (id, created_at, finished_at, state, queue, type, priority, max_retries, arguments)
        SELECT gen_random_uuid(), now(), now() - n * interval '1 s', 'DEAD', 'default', 'send-email', 5, 5, '\\x80'
        FROM generate_series(1, 1000) n
        """);
    try (CommandProcess replay =
        CommandProcess.start(environment, "dead", "replay", "--all", "--rate", "50")) {
      await().atMost(Duration.ofSeconds(60)).until(() -> pending() > 0);

      replay.signal("TERM");

      assertThat(replay.awaitEnd()).isEqualTo(143);
    }
    assertThat(pending()).isLessThan(1_000).matches(pending -> pending % 10 == 0);
    assertThat(database.number("SELECT count(*) FROM orrery.audit")).isEqualTo(pending());
  }

  private long pending() {
    return database.number("SELECT count(*) FROM orrery.job WHERE state = 'PENDING'");
  }
}

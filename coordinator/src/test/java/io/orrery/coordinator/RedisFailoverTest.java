package io.orrery.coordinator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orrery.config.ConfigKey;
import io.orrery.config.OrreryConfig;
import io.orrery.store.TestDatabase;
import io.orrery.testing.servers.RedisServer;
import io.orrery.testing.servers.SentinelRedis;
import io.orrery.testing.servers.Server;
import io.orrery.testing.servers.Servers;
import io.prometheus.client.CollectorRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** The primary of the lock dies: PostgreSQL elects without it, until the sentinels have another. */
class RedisFailoverTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final TestDatabase database = TestDatabase.create();
  private final Servers servers = Servers.open();
  private final SentinelRedis redis = servers.redisWithSentinels();
  private final OrreryConfig config =
      database
          .config()
          .set(ConfigKey.LEADER_LEASE, "1s")
          .set(ConfigKey.LEADER_RENEW, "200ms")
          .set(ConfigKey.COORDINATOR_STATEMENT_TIMEOUT, "900ms")
          .set(ConfigKey.REDIS_URI, redis.uri())
          .build();
  private final List<CollectorRegistry> registries =
      List.of(new CollectorRegistry(), new CollectorRegistry());
  private final PrintStream before = System.err;
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();

  @AfterEach
  void close() {
    System.setErr(before);
    database.close();
    servers.close();
  }

  @Test
  void anotherLeadsWithoutTheLockAndHoldsItOnceThereIsAPrimaryAgain() {
    System.setErr(new PrintStream(logged, true, UTF_8));
    Coordinator first = start(0);
    await().atMost(SOON).until(() -> first.epoch().isPresent());
    try (Coordinator next = start(1)) {
      List<RedisServer> quorum = redis.servers().subList(2, 4);
      RedisServer primary = redis.primary();
      quorum.forEach(Server::kill);
      primary.kill();
      await().atMost(SOON).until(() -> available(0) == 0 && available(1) == 0);
      first.abandon();

      await().atMost(SOON).until(() -> next.epoch().isPresent());
      assertThat(available(1)).isZero();

      long epoch = next.epoch().getAsLong();
      quorum.forEach(Server::restart);
      await().atMost(SOON).until(() -> available(1) == 1 && held());
      assertThat(next.epoch()).hasValue(epoch);
    }
    assertThat(logged.toString(UTF_8).lines())
        .filteredOn(line -> line.contains("PostgreSQL elects without it"))
        .as("one line of each coordinator")
        .hasSize(2)
        .allMatch(line -> line.contains("redis master orrery of sentinels 127.0.0.1:"));
    assertThat(logged.toString(UTF_8)).contains("The leader's lock answers again");
  }

  private Coordinator start(int number) {
    return Coordinator.builder(config).metrics(registries.get(number)).start();
  }

  private double available(int number) {
    return registries.get(number).getSampleValue("orrery_lock_available");
  }

  private boolean held() {
    try (Jedis primary = new Jedis(redis.primary().uri())) {
      return primary.exists("orrery:leader");
    }
  }
}

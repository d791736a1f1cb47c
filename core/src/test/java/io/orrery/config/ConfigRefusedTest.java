package io.orrery.config;

import static io.orrery.config.Environments.workingWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigRefusedTest {
  @Test
  void allProblemsAreReportedAtOnce() {
    Map<String, String> environment =
        Map.of(
            "ORRERY_POSTGRES_URL", "mysql://db",
            "ORRERY_LEASE_TTL", "15 seconds",
            "ORRERY_WORKER_SLOT", "9");

    ConfigRefused refused = refusalOf(environment);

    assertThat(refused.problems())
        .containsExactlyInAnyOrder(
            "ORRERY_POSTGRES_URL is \"mysql://db\": no PostgreSQL URL; write it as in"
                + " jdbc:postgresql://localhost:5432/orrery",
            "ORRERY_AMQP_URI is not set: set it as in amqp://orrery:s3cret@localhost:5672/orrery",
            "ORRERY_LEASE_TTL is \"15 seconds\": no duration; write it as in 15s",
            "ORRERY_WORKER_SLOT is not known; did you mean ORRERY_WORKER_SLOTS?");
    assertThat(refused).hasMessageContainingAll(refused.problems().toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "ORRERY_POSTGRESS_URL, ORRERY_POSTGRES_URL",
    "ORRERY_AMPQ_URI, ORRERY_AMQP_URI",
    "ORRERY_LEASE_BEATS, ORRERY_LEASE_BEAT",
    "ORRERY_POSTGRES_USERNAME, ORRERY_POSTGRES_USER",
    "ORRERY_REDIS_URL, ORRERY_REDIS_URI",
    "ORRERY_POSTGRES_PASSWORD_FILES, ORRERY_POSTGRES_PASSWORD_FILE",
  })
  void anUnknownKeyIsRefusedWithTheNearestKnownOne(String unknown, String nearest) {
    ConfigRefused refused = refusalOf(workingWith(unknown, "x"));

    assertThat(refused.problems())
        .containsExactly(unknown + " is not known; did you mean " + nearest + "?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ORRERY_DB_URL", "ORRERY_SLOTS", "ORRERY_HOME", "ORRERY_", "ORRERY_PORT"})
  void anUnknownKeyThatIsNearNoneIsRefusedWithTheListOfAll(String unknown) {
    ConfigRefused refused = refusalOf(workingWith(unknown, "x"));

    assertThat(refused.problems())
        .containsExactly(
            unknown + " is not known: remove it, or use one of the keys in docs/configuration.md");
  }

  @ParameterizedTest
  @CsvSource({
    "ORRERY_WORKER_SLOTS, 0, outside 1 to 100000",
    "ORRERY_WORKER_SLOTS, -1, outside 1 to 100000",
    "ORRERY_WORKER_SLOTS, many, no whole number",
    "ORRERY_WORKER_SLOTS, 99999999999, no whole number",
    "ORRERY_PAYLOAD_LIMIT, 1048577, outside 1024 to 1048576",
    "ORRERY_WORKER_DRAIN, -5s, no duration",
    "ORRERY_WORKER_DRAIN, 25h, outside 0s to 24h",
    "ORRERY_WORKER_THREADS, GREEN, 'none of AUTO, VIRTUAL, PLATFORM'",
  })
  void aBadValueIsRefusedWithKeyValueAndExample(String key, String value, String reason) {
    ConfigRefused refused = refusalOf(workingWith(key, value));

    assertThat(refused.problems())
        .singleElement()
        .asString()
        .startsWith(key + " is \"" + value + "\": " + reason + "; write it as in ");
  }

  @ParameterizedTest
  @CsvSource({
    "ORRERY_LEASE_BEAT, 10s, ORRERY_LEASE_UNCERTAIN",
    "ORRERY_LEASE_UNCERTAIN, 15s, ORRERY_LEASE_TTL",
    "ORRERY_LEADER_RENEW, 10s, ORRERY_LEADER_LEASE",
    "ORRERY_COORDINATOR_STATEMENT_TIMEOUT, 10s, ORRERY_LEADER_LEASE",
    "ORRERY_POSTGRES_STATEMENT_TIMEOUT, 20s, ORRERY_POSTGRES_SOCKET_TIMEOUT",
    "ORRERY_REAP_POLL, 5s, half of ORRERY_LEASE_TTL less ORRERY_LEASE_BEAT (5s)",
  })
  void valuesThatDoNotGoTogetherAreRefused(String key, String value, String against) {
    ConfigRefused refused = refusalOf(workingWith(key, value));

    assertThat(refused.problems())
        .singleElement()
        .asString()
        .startsWith(key + " (" + value + ") must be shorter than " + against);
  }

  @Test
  void relayPausesOnlyGrow() {
    ConfigRefused refused = refusalOf(workingWith("ORRERY_RELAY_FIRST", "1m30s"));

    assertThat(refused.problems())
        .containsExactly(
            "ORRERY_RELAY_FIRST (1m30s) must not be longer than ORRERY_RELAY_REPEAT (30s)");
  }

  @ParameterizedTest
  @CsvSource({
    "email, queue email says nothing",
    "'email succeeded=7d; email dead=1d', queue email stands there twice",
    "email succeeded=7d succeeded=8d, queue email says succeeded twice",
    "email succeeded, '\"succeeded\" of queue email is none of succeeded=, cancelled=, dead=, most='",
    "email failed=7d, '\"failed=7d\" of queue email is none of succeeded=, cancelled=, dead=, most='",
    "email succeeded=week, 'queue email: succeeded \"week\" is no duration'",
    "email dead=0s, 'queue email: dead \"0s\" is outside 1s to 3650d'",
    "email most=0, 'queue email: most \"0\" is outside 1 to 1000000000'",
    "email most=, 'queue email: most \"\" is no whole number'",
    "e/mail dead=1d, 'queue name \"e/mail\" is not legal: use 1 to 128 of A-Z a-z 0-9 . _ -'",
  })
  void badRetentionsOfQueuesAreRefusedWithQueueFieldAndExample(String value, String reason) {
    ConfigRefused refused = refusalOf(workingWith("ORRERY_RETENTION_QUEUES", value));

    assertThat(refused.problems())
        .containsExactly(
            "ORRERY_RETENTION_QUEUES is \"%s\": %s; write it as in email succeeded=7d dead=90d most=1000000; bulk succeeded=1h"
                .formatted(value, reason));
  }

  @Test
  void aBadValueIsNotReportedTwice() {
    ConfigRefused refused =
        refusalOf(workingWith("ORRERY_LEASE_TTL", "soon", "ORRERY_LEASE_UNCERTAIN", "20s"));

    assertThat(refused.problems()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/orrery?user=ann&password=hush",
        "jdbc:postgresql://ann:hush@db/orrery",
        "jdbc:mysql://db/orrery?PASSWORD=hush",
        "jdbc:postgresql://db/orrery?sslkey=k.pem&sslpassword=hush"
      })
  void aPasswordInTheDatabaseUrlIsRefusedAndNotShown(String url) {
    ConfigRefused refused = refusalOf(workingWith("ORRERY_POSTGRES_URL", url));

    assertThat(refused).hasMessageContaining("ORRERY_POSTGRES_URL").hasMessageNotContaining("hush");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql:orrery, no PostgreSQL URL",
    "jdbc:postgresql://db:5432, not of the form jdbc:postgresql://host:port/database",
    "jdbc:postgresql://db/orrery/jobs, not of the form jdbc:postgresql://host:port/database",
    "jdbc:postgresql:///orrery, it names no host",
    "'jdbc:postgresql://db,/orrery', it names no host",
    "jdbc:postgresql://my db/orrery, '\"my db\" is no host and port'",
    "jdbc:postgresql://::1/orrery, '\"::1\" is no host and port'",
    "jdbc:postgresql://db:http/orrery, 'port \"http\" is not one of 1 to 65535'",
    "jdbc:postgresql://db:/orrery, 'port \"\" is not one of 1 to 65535'",
    "jdbc:postgresql://db:0/orrery, 'port \"0\" is not one of 1 to 65535'",
    "'jdbc:postgresql://a:5432,b:65536/orrery', 'port \"65536\" is not one of 1 to 65535'",
    "jdbc:postgresql://db/, it names no database",
    "jdbc:postgresql://db/orrery%zz, PostgreSQL's driver can't read it",
    "jdbc:postgresql://db/orrery?sslmod=verify-full, 'its parameter \"sslmod\" is none of PostgreSQL''s driver (did you mean sslmode?)'",
    "jdbc:postgresql://db/orrery?sslMode=verify-full, 'its parameter \"sslMode\" is none of PostgreSQL''s driver (did you mean sslmode?)'",
    "jdbc:postgresql://db/orrery?sslmode=nonsense, 'its parameter sslmode is \"nonsense\", none of disable, allow, prefer, require, verify-ca, verify-full'",
    "jdbc:postgresql://db/orrery?requireAuth=scram-sha-256%2Crot13, 'its parameter requireAuth is \"rot13\", none of password, md5, gss, sspi, scram-sha-256, none, !password, !md5, !gss, !sspi, !scram-sha-256, !none'",
    "jdbc:postgresql://db/orrery?options=-c%20jit=on, 'its parameter options is Orrery''s to set: set it for the role, as in ALTER ROLE ... SET ...'",
    "'jdbc:postgresql://db/orrery?ssl=true&socketTimeout=0', 'its parameter socketTimeout is Orrery''s to set: set POSTGRES_SOCKET_TIMEOUT'",
  })
  void aDatabaseUrlThatNamesNoDatabaseIsRefused(String url, String reason) {
    ConfigRefused refused = refusalOf(workingWith("ORRERY_POSTGRES_URL", url));

    assertThat(refused.problems())
        .containsExactly(
            "ORRERY_POSTGRES_URL is \"%s\": %s; write it as in jdbc:postgresql://localhost:5432/orrery"
                .formatted(url, reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {"//ann:hush@broker", "amqp://ann:hush@bro ker", "hush"})
  void aBadSecretIsNotShown(String uri) {
    ConfigRefused refused = refusalOf(workingWith("ORRERY_AMQP_URI", uri));

    assertThat(refused)
        .hasMessageContaining("ORRERY_AMQP_URI")
        .hasMessageNotContaining("hush")
        .hasNoCause();
  }

  @Test
  void aForgedLineIsDefused() {
    ConfigRefused refused =
        refusalOf(workingWith("ORRERY_WORKER_SLOTS", "1\nall is well", "ORRERY_X\u001b[2J", "x"));

    assertThat(refused.problems())
        .hasSize(2)
        .noneMatch(problem -> problem.chars().anyMatch(Character::isISOControl));
  }

  @Test
  void codeSeesTheNamesOfTheKeysInCode() {
    ConfigRefused refused =
        catchThrowableOfType(
            ConfigRefused.class, () -> OrreryConfig.builder().broker("memory:x").build());

    assertThat(refused.problems())
        .isEqualTo(
            List.of(
                "POSTGRES_URL is not set: set it as in jdbc:postgresql://localhost:5432/orrery"));
  }

  private static ConfigRefused refusalOf(Map<String, String> environment) {
    return catchThrowableOfType(ConfigRefused.class, () -> OrreryConfig.fromEnv(environment));
  }
}

package io.orrery.config;

import static io.orrery.config.Environments.workingWith;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.QueueName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrreryConfigTest {
  @TempDir private Path folder;

  @Test
  void twoAddressesAreEnoughAndTheRestHasDefaults() {
    OrreryConfig config = OrreryConfig.fromEnv(workingWith());

    assertThat(config.postgres().url()).isEqualTo("jdbc:postgresql://db:5432/orrery");
    assertThat(config.redis()).isEmpty();
    assertThat(config.payloadLimit()).isEqualTo(256 * 1024);
    assertThat(config.lease())
        .isEqualTo(new LeaseTuning(ofSeconds(15), ofSeconds(5), ofSeconds(10), ofSeconds(2)));
    assertThat(config.worker().threads()).isEqualTo(HandlerThreads.AUTO);
  }

  @Test
  void whatIsSetReplacesTheDefault() {
    OrreryConfig config =
        OrreryConfig.fromEnv(
            workingWith(
                "ORRERY_WORKER_DRAIN", "1m30s",
                "ORRERY_WORKER_THREADS", "virtual",
                "ORRERY_CLIENT_DOORBELL_IDS", " 64 "));

    assertThat(config.worker().drain()).isEqualTo(ofSeconds(90));
    assertThat(config.worker().threads()).isEqualTo(HandlerThreads.VIRTUAL);
    assertThat(config.client().doorbellIds()).isEqualTo(64);
  }

  @Test
  void aQueueSaysOfRetentionWhatItWantsAndTheRestIsAsUsual() {
    OrreryConfig config =
        OrreryConfig.fromEnv(
            workingWith(
                "ORRERY_RETENTION_DEAD", "60d",
                "ORRERY_RETENTION_QUEUES",
                    " email succeeded=7d  most=9;bulk cancelled=1h30m dead=1d; "));

    assertThat(config.retention().of(new QueueName("email")))
        .isEqualTo(new Retention(ofDays(7), ofDays(1), ofDays(60), 9));
    assertThat(config.retention().of(new QueueName("bulk")))
        .isEqualTo(new Retention(ofDays(1), ofMinutes(90), ofDays(1), 10_000_000));
    assertThat(config.retention().of(QueueName.DEFAULT))
        .isEqualTo(new Retention(ofDays(1), ofDays(1), ofDays(60), 10_000_000));
  }

  @Test
  void whatIsEmptyCountsAsNotSet() {
    OrreryConfig config = OrreryConfig.fromEnv(workingWith("ORRERY_REDIS_URI", ""));

    assertThat(config.redis()).isEmpty();
  }

  @Test
  void variablesOfOthersAndOfTheTestServersAreNotLookedAt() {
    OrreryConfig config =
        OrreryConfig.fromEnv(workingWith("PATH", "/bin", "ORRERY_TEST_SERVERS", "installed"));

    assertThat(config).isEqualTo(OrreryConfig.fromEnv(workingWith()));
  }

  @ParameterizedTest
  @CsvSource({
    "ORRERY_SERVICE_HOST, 10.0.0.7",
    "ORRERY_SERVICE_PORT, 5432",
    "ORRERY_SERVICE_PORT_METRICS, 9090",
    "ORRERY_PORT, tcp://10.0.0.7:5432",
    "ORRERY_PORT_5432_TCP, tcp://10.0.0.7:5432",
    "ORRERY_PORT_5432_TCP_ADDR, 10.0.0.7",
    "ORRERY_PORT_5432_TCP_PORT, 5432",
    "ORRERY_PORT_5432_TCP_PROTO, tcp",
    "ORRERY_POSTGRES_SERVICE_HOST, 10.0.0.7",
    "ORRERY_POSTGRES_PORT, tcp://[fd00::7]:5432",
    "ORRERY_POSTGRES_PORT_5432_TCP, tcp://[fd00::7]:5432",
  })
  void whatKubernetesSetsForAServiceIsNotLookedAt(String name, String value) {
    assertThat(OrreryConfig.fromEnv(workingWith(name, value)))
        .isEqualTo(OrreryConfig.fromEnv(workingWith()));
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db/orrery, db:5432",
    "jdbc:postgresql://db:1234/orrery?sslmode=require, db:1234",
    "'jdbc:postgresql://a,[::1]:6432/orrery', 'a:5432,[::1]:6432'",
  })
  void theServersOfADatabaseAreNamedWithTheirPorts(String url, String address) {
    OrreryConfig config = OrreryConfig.fromEnv(workingWith("ORRERY_POSTGRES_URL", url));

    assertThat(config.postgres().address()).isEqualTo(address);
  }

  @Test
  void propertiesHaveTheSameKeysInLowerCaseWithDots() throws IOException {
    Path file = folder.resolve("orrery.properties");
    Files.writeString(
        file,
        """
        orrery.postgres.url = jdbc:postgresql://db/orrery
        orrery.amqp.uri = amqp://broker
        orrery.lease.reap.grace = 3s
        """);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    OrreryConfig config = OrreryConfig.fromProperties(file);

    assertThat(config.broker()).isEqualTo(URI.create("amqp://broker"));
    assertThat(config.lease().reapGrace()).isEqualTo(ofSeconds(3));
  }

  @Test
  void aPropertiesFileThatCannotBeReadIsNamed() throws IOException {
    Path none = folder.resolve("none.properties");
    Path malformed = Files.writeString(folder.resolve("bad.properties"), "orrery.x = \\u12");

    assertThatThrownBy(() -> OrreryConfig.fromProperties(none))
        .isInstanceOf(ConfigRefused.class)
        .hasMessageContaining(none.toString());
    assertThatThrownBy(() -> OrreryConfig.fromProperties(malformed))
        .isInstanceOf(ConfigRefused.class)
        .hasMessageContainingAll(malformed.toString(), "Malformed");
  }

  @Test
  void aPasswordKeepsItsSpaces() {
    OrreryConfig config =
        OrreryConfig.fromEnv(
            workingWith("ORRERY_POSTGRES_PASSWORD", " hush ", "ORRERY_WORKER_SLOTS", " 7 "));

    assertThat(config.postgres().password()).contains(" hush ");
    assertThat(config.worker().slots()).isEqualTo(7);
  }

  @Test
  void codeSetsWhatTheEnvironmentWould() {
    OrreryConfig config =
        OrreryConfig.builder()
            .postgres("jdbc:postgresql://db/orrery", "ann", "hush")
            .broker("memory:one")
            .set(ConfigKey.WORKER_SLOTS, "7")
            .build();

    assertThat(config.postgres().user()).contains("ann");
    assertThat(config.postgres().password()).contains("hush");
    assertThat(config.broker().getScheme()).isEqualTo("memory");
    assertThat(config.worker().slots()).isEqualTo(7);
  }

  @Test
  void noPasswordIsPrinted() {
    OrreryConfig config =
        OrreryConfig.fromEnv(
            workingWith(
                "ORRERY_POSTGRES_PASSWORD", "hush",
                "ORRERY_REDIS_URI", "redis://:hush@cache:6379"));

    assertThat(config + "" + config.postgres())
        .doesNotContain("hush")
        .contains("db:5432", "broker:5672", "cache:6379");
  }
}

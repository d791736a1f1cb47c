package io.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.HandlerIndex;
import io.orrery.store.Schema;
import io.orrery.testing.servers.PostgresServer;
import io.orrery.testing.servers.Servers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ServiceCommandsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void migrateTellsWhatItDidAndMayBeRepeated() throws IOException {
    Path config = configuration(emptyDatabase());

    int first = orrery("migrate", "--config", config.toString());
    int second = orrery("migrate", "--config", config.toString());

    assertThat(first + second).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("from version 0 to " + Schema.VERSION)
        .contains("at version " + Schema.VERSION + " already");
  }

  @Test
  void aCoordinatorWithoutTheSchemaSaysWhatToRun() throws IOException {
    int exit = orrery("coordinator", "--config", configuration(emptyDatabase()).toString());

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("orrery: ")
        .contains("orrery migrate")
        .doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"coordinator", "worker --handlers ."})
  void aBrokerThatNoOtherProcessHearsIsRefused(String command) throws IOException {
    Path config = configuration(emptyDatabase());
    Files.writeString(config, Files.readString(config).replace("amqp://127.0.0.1:1", "memory:x"));

    int exit = orrery((command + " --config " + config).split(" ", -1));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("memory:x", "which no other could hear: use amqp://");
  }

  @Test
  void anUnknownKeyIsRefusedWithTheNearestKnownOne() throws IOException {
    Path config =
        file("orrery.postgres.ulr=jdbc:postgresql://localhost/x\norrery.amqp.uri=memory:x\n");

    int exit = orrery("migrate", "--config", config.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("orrery.postgres.ulr").contains("orrery.postgres.url");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db:99999/jobs, memory:cli, orrery.postgres.url",
    "jdbc:postgresql://db/jobs, amqp://ann:hush@broker:99999, orrery.amqp.uri",
    "jdbc:postgresql://db/jobs, ampq://ann:hush@broker, orrery.amqp.uri",
  })
  void anAddressThatCanNotBeOneIsBadConfiguration(String url, String uri, String key)
      throws IOException {
    Path config = file("orrery.postgres.url=%s%norrery.amqp.uri=%s%n".formatted(url, uri));

    int exit = orrery("migrate", "--config", config.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains(key, "write it as in").doesNotContain("hush", "\tat ");
  }

  @Test
  void aHandlerPathThatDoesNotExistIsNamed() throws IOException {
    Path jar = folder.resolve("absent.jar");

    int exit = worker(jar);

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains(jar.toString()).contains("build the jar first");
  }

  @Test
  void aHandlerPathWithoutAnIndexSaysHowToGetOne() throws IOException {
    int exit = worker(folder);

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("orrery-processor");
  }

  @Test
  void aListedHandlerThatIsNotThereIsNamedWithoutTheNameOfAnException() throws IOException {
    Path index = folder.resolve(HandlerIndex.PATH);
    Files.createDirectories(index.getParent());
    Files.writeString(index, "com.example.Gone");

    int exit = worker(folder);

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString())
        .contains("com.example.Gone", "build the jar anew")
        .doesNotContain("Exception");
  }

  @Test
  void aListedClassThatIsNoHandlerIsNamedWithTheList() throws IOException {
    Path index = folder.resolve(HandlerIndex.PATH);
    Files.createDirectories(index.getParent());
    Files.writeString(index, "java.lang.String");

    int exit = worker(folder);

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString())
        .contains(index.toUri().toURL() + " lists java.lang.String, which is no handler")
        .doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource({
    "a, 'write it as in a=10'",
    "a=x, 'use a whole number of 1 to 100000'",
    "a=0, 'use a whole number of 1 to 100000'",
    "a b=1, 'a b'",
    "=1, 'queue'",
  })
  void aQueueThatCanNotBeReadIsRefusedInPlainWords(String queue, String words) {
    int exit = orrery("worker", "--handlers", folder.toString(), "--queue", queue);

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString().lines().findFirst().orElseThrow())
        .contains("--queue", words)
        .doesNotContain("Exception", " int");
  }

  @Test
  void anUnknownBrokerIsRefusedAsBadConfiguration() throws IOException {
    Path config = configuration(emptyDatabase());
    orrery("migrate", "--config", config.toString());
    Files.writeString(
        config, Files.readString(config).replace("amqp://127.0.0.1:1", "pigeon://coop"));

    int exit = orrery("coordinator", "--config", config.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("pigeon").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource({"absent.properties, there is no such file", "'', directory"})
  void aConfigurationThatCanNotBeReadIsRefusedInPlainWords(String name, String words) {
    int exit = orrery("migrate", "--config", folder.resolve(name).toString());

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains(words).doesNotContain("Exception");
  }

  @Test
  void aDatabaseThatIsNotThereIsAFailedRun() throws IOException {
    int exit = orrery("migrate", "--config", configuration("absent").toString());

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString()).startsWith("orrery: ").contains("absent").doesNotContain("\tat ");
  }

  private int worker(Path handlers) throws IOException {
    String config = configuration(emptyDatabase()).toString();
    return orrery("worker", "--config", config, "--handlers", handlers.toString());
  }

  private int orrery(String... arguments) {
    CommandLine commandLine = Main.commandLine();
    return commandLine
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static String emptyDatabase() {
    return Servers.shared().postgres().createDatabase();
  }

  private Path configuration(String database) throws IOException {
    PostgresServer postgres = Servers.shared().postgres();
    return file(
        "orrery.postgres.url=%s%norrery.postgres.user=%s%norrery.postgres.password=%s%norrery.amqp.uri=amqp://127.0.0.1:1%n"
            .formatted(postgres.jdbcUrl(database), postgres.user(), postgres.password()));
  }

  /** A file with a password in it is refused if all may read it. */
  private Path file(String text) throws IOException {
    Path file = folder.resolve("orrery.properties");
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}

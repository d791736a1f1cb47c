package io.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueuesCommandTest {
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() throws IOException {
    cli = new Cli(folder);
  }

  @AfterEach
  void close() {
    cli.close();
  }

  @Test
  void whatIsSteeredIsListedAsATable() {
    assertThat(queues("pause", "email")).as(cli.err()).isZero();
    assertThat(cli.out()).isEqualToIgnoringNewLines("paused email");
    assertThat(queues("limit", "sms", "7")).isZero();
    assertThat(cli.out()).isEqualToIgnoringNewLines("limited sms to 7");

    assertThat(queues("list")).isZero();

    assertThat(cli.out().lines())
        .anyMatch(line -> line.matches("NAME +STATUS +LIMIT +WORKERS +SLOTS +WAITING +OLDEST"))
        .anyMatch(line -> line.matches("email +paused +as started +0 +0 +0 +-"))
        .anyMatch(line -> line.matches("sms +runs +7 +0 +0 +0 +-"));
  }

  @Test
  void aProgramGetsJson() throws IOException {
    queues("limit", "email", "7");

    queues("list", "--json");

    JsonNode listed = new ObjectMapper().readTree(cli.out());
    assertThat(listed.toString())
        .isEqualTo(
            "{\"name\":\"email\",\"paused\":false,\"limit\":7,\"workers\":0,\"slots\":0,\"waiting\":0,\"more\":false,\"oldestWaitsMillis\":null}");
  }

  @Test
  void whatIsSoAlreadyIsSaidAndEndsWithOne() {
    assertThat(queues("resume", "email")).isEqualTo(1);
    assertThat(cli.err()).isEqualToIgnoringNewLines("orrery: email is not paused");
    assertThat(queues("limit", "email", "--as-started")).isEqualTo(1);
    assertThat(cli.err()).isEqualToIgnoringNewLines("orrery: email is not limited");
    queues("pause", "email");
    queues("limit", "email", "7");

    assertThat(queues("pause", "email")).isEqualTo(1);
    assertThat(cli.err()).isEqualToIgnoringNewLines("orrery: email is paused already");
    assertThat(queues("limit", "email", "7")).isEqualTo(1);
    assertThat(cli.err()).isEqualToIgnoringNewLines("orrery: email is limited to 7 already");
    assertThat(queues("resume", "email")).isZero();
    assertThat(queues("limit", "email", "--as-started")).isZero();
  }

  @Test
  void theAuditHasWhoSatAtTheShell() {
    queues("pause", "email");

    assertThat(cli.database.column("SELECT actor FROM orrery.audit"))
        .singleElement()
        .asString()
        .startsWith(System.getProperty("user.name") + "@");
  }

  @ParameterizedTest
  @CsvSource({
    "pause two/words, 'queue name \"two/words\" is not legal'",
    "limit email 0, '0 slots for queue email: use 1 to 100000, or pause it'",
    "limit email 100001, use 1 to 100000",
    "limit email, 'N, --as-started: write one of them'",
    "limit email 7 --as-started, 'N, --as-started: write one of them'",
    "limit email many, N",
  })
  void whatIsWrongIsSaidInPlainWords(String command, String words) {
    assertThat(queues(command.split(" ", -1))).isEqualTo(2);

    assertThat(cli.err()).contains(words).doesNotContain("\tat ");
    assertThat(cli.database.number("SELECT count(*) FROM orrery.queue")).isZero();
  }

  private int queues(String... arguments) {
    return cli.run(Stream.concat(Stream.of("queues"), Stream.of(arguments)).toArray(String[]::new));
  }
}

package io.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

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
  void lettersAreListedTheLatestFirst() {
    insert(3);

    assertThat(dead("list")).as(cli.err()).isZero();

    List<String> lines = cli.out().lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.getFirst()).matches("ID +TYPE +QUEUE +DIED +ATTEMPTS +REASON +ERROR");
    assertThat(lines.get(1)).matches("\\S{36}  t1 +q1 +\\S+Z +1 +WORKER_LOST x3 +WORKER_LOST");
    assertThat(lines.getLast()).contains("RETRIES_EXHAUSTED", "java.io.IOException");
  }

  @ParameterizedTest
  @CsvSource({
    "6, ''",
    "2, --type t0",
    "5, --error java.io.IOException",
    "3, --queue q1",
    "1, --type t0 --queue q1",
    "2, --since 150m",
    "4, --until 150m",
    "0, --error %",
    "0, --since 2100-01-01T00:00:00Z",
    "4, --limit 4"
  })
  void theyAreNarrowedDown(int count, String filters) {
    insert(6);

    assertThat(dead(words("list --json", filters))).as(cli.err()).isZero();

    assertThat(cli.out().lines()).hasSize(count);
  }

  @Test
  void aProgramGetsJson() throws IOException {
    insert(1);

    dead("list", "--json");

    JsonNode letter = JSON.readTree(cli.out());
    assertThat(letter.get("type").asText()).isEqualTo("t1");
    assertThat(letter.get("errorType").asText()).isEqualTo("WORKER_LOST");
    assertThat(letter.get("poison").asBoolean()).isTrue();
    assertThat(Instant.parse(letter.get("died").asText())).isNotNull();
  }

  @Test
  void aDryRunTellsAndChangesNothing() throws IOException {
    insert(6);

    assertThat(dead("replay", "--error", "java.io.IOException", "--dry-run")).isZero();
    assertThat(cli.out())
        .contains("would replay 5 dead letters (error java.io.IOException)", "ATTEMPTS");
    assertThat(dead("discard", "--all", "--dry-run", "--json")).as(cli.err()).isZero();
    assertThat(JSON.readTree(cli.out()).get("count").asInt()).isEqualTo(6);

    assertThat(states()).containsExactly("DEAD 6");
    assertThat(cli.database.number("SELECT count(*) FROM orrery.audit")).isZero();
  }

  @Test
  void thoseOfAFilterAreReplayed() throws IOException {
    insert(6);

    assertThat(dead("replay", "--type", "t0", "--rate", "5000")).as(cli.err()).isZero();
    assertThat(cli.out()).isEqualToIgnoringNewLines("2 replayed");
    assertThat(dead("replay", "--all", "--limit", "1", "--json")).as(cli.err()).isZero();
    assertThat(JSON.readTree(cli.out()).get("changed").asInt()).isEqualTo(1);
    assertThat(dead("replay", "--all")).isZero();

    assertThat(states()).containsExactly("PENDING 6");
    assertThat(cli.database.column("SELECT DISTINCT actor FROM orrery.audit"))
        .singleElement()
        .asString()
        .contains("@");
  }

  @Test
  void whatIsLeftBehindIsToldAndEndsWithOne() {
    insert(2);
    cli.database.execute("UPDATE orrery.job SET unique_key = 'k', type = 't'");

    assertThat(dead("replay", "--type", "t")).isEqualTo(1);

    assertThat(cli.out())
        .isEqualToIgnoringNewLines(
            "1 replayed, 1 refused: an unfinished job holds their unique key");
    String id = cli.database.column("SELECT id FROM orrery.job WHERE state = 'DEAD'").getFirst();
    assertThat(dead("replay", id)).isEqualTo(1);
    assertThat(cli.err()).contains("is not replayed: the unfinished job", "holds its unique key");
  }

  @Test
  void oneIsReplayedWithOtherArguments() throws IOException {
    insert(1);
    String id = id();

    assertThat(dead("show", id)).as(cli.err()).isZero();
    assertThat(JSON.readTree(cli.out()).get("arguments")).hasToString("{\"to\":\"ann\"}");
    assertThat(dead("replay", id, "--arguments", "{\"to\":\"bob\"}")).as(cli.err()).isZero();
    assertThat(cli.out()).isEqualToIgnoringNewLines("replayed " + id);

    assertThat(cli.database.column("SELECT state || encode(arguments, 'escape') FROM orrery.job"))
        .singleElement()
        .asString()
        .startsWith("PENDING")
        .endsWith("bob");
    assertThat(dead("replay", id)).isEqualTo(1);
    assertThat(cli.err()).contains("is pending: only what is dead or cancelled can be replayed");
  }

  @Test
  void oneIsDiscardedOrMany() {
    insert(3);
    String id = id();

    assertThat(dead("discard", id, "--reason", "ann has left")).as(cli.err()).isZero();
    assertThat(dead("discard", id, "--reason", "ann has left")).isEqualTo(1);
    assertThat(cli.err()).contains(id + " is no dead letter");
    assertThat(dead("discard", "--all", "--reason", "ann has left")).as(cli.err()).isZero();
    assertThat(cli.out()).isEqualToIgnoringNewLines("2 discarded");

    assertThat(states()).containsExactly("CANCELLED 3");
    assertThat(dead("replay", id)).as(cli.err()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "'replay', '--all for all dead letters'",
    "'discard --reason no', '--all for all dead letters'",
    "'replay --all --type t', 'leave one of them out'",
    "'replay 01972c5e-8f1a-7c3b-9d2e-0123456789ab --type t', 'name one job'",
    "'replay 01972c5e-8f1a-7c3b-9d2e-0123456789ab --dry-run', 'use dead show ID'",
    "'replay nonsense', 'is no UUID'",
    "'replay --all --arguments {}', 'for one job alone'",
    "'replay 01972c5e-8f1a-7c3b-9d2e-0123456789ab --arguments {', 'can''t be read as JSON'",
    "'replay --all --rate 0', 'use 1 to 5000'",
    "'replay --all --rate 5001', 'use 1 to 5000'",
    "'replay --all --limit 0', 'use 1 or more'",
    "'replay --type 100%', 'is not legal'",
    "'replay --queue it''s', 'is not legal'",
    "'list --since yesterday', 'is no moment'",
    "'list --since 99999999999d', 'is no moment'",
    "'list --limit 0', 'use 1 to 100000'",
    "'discard --all', '--reason is missing'",
    "'discard 01972c5e-8f1a-7c3b-9d2e-0123456789ab', '--reason is missing'",
  })
  void whatIsWrongIsSaidInPlainWords(String command, String words) {
    insert(1);

    assertThat(dead(command.split(" ", -1))).isEqualTo(2);

    assertThat(cli.err()).contains(words).doesNotContain("\tat ");
    assertThat(states()).containsExactly("DEAD 1");
  }

  @Test
  void anOddErrorIsComparedOrRefused() {
    insert(1);

    assertThat(dead("replay", "--error", "x' OR '1'='1")).isZero();
    assertThat(cli.out()).isEqualToIgnoringNewLines("0 replayed");
    assertThat(dead("replay", "--error", "a\0b")).isEqualTo(2);
    assertThat(cli.err()).contains("has a control character");

    assertThat(states()).containsExactly("DEAD 1");
  }

  /** Dead since so many hours, of type t0, t1, … in turn; the arguments are {"to":"ann"}. */
  private void insert(int count) {
    cli.database.execute(
        """
        INSERT INTO orrery.job (id, created_at, finished_at, state, fence, attempts, failures, lost, queue, type, error_type, reason,
                                priority, max_retries, unique_key, arguments)
        SELECT gen_random_uuid(), now(), now() - n * interval '1 h', 'DEAD', 1, 1, 1, CASE WHEN n = 1 THEN 3 ELSE 0 END,
               'q' || n %% 2, 't' || n %% 3, CASE WHEN n = 1 THEN 'WORKER_LOST' ELSE 'java.io.IOException' END,
               CASE WHEN n = 1 THEN 'WORKER_LOST' ELSE 'RETRIES_EXHAUSTED' END, 5, 5, NULL, '\\x81a2746fa3616e6e'
        FROM generate_series(1, %d) n
        """
            .formatted(count));
  }

  private String id() {
    return cli.database.column("SELECT id FROM orrery.job ORDER BY finished_at DESC").getFirst();
  }

  private List<String> states() {
    return cli.database.column(
        "SELECT state || ' ' || count(*) FROM orrery.job GROUP BY state ORDER BY state");
  }

  private static String[] words(String command, String rest) {
    return (command + (rest.isEmpty() ? "" : " " + rest)).split(" ", -1);
  }

  private int dead(String... arguments) {
    return cli.run(Stream.concat(Stream.of("dead"), Stream.of(arguments)).toArray(String[]::new));
  }
}

package io.orrery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulesCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void open() throws IOException {
    cli = new Cli(folder);
    cli.aWorkerRuns("report", "poll-inbox", "t");
  }

  @AfterEach
  void close() {
    cli.close();
  }

  @Test
  void aTypeThatNoWorkerRunsIsRefusedUnlessItIsNew() {
    assertThat(schedules("put", "s", "--type", "reprot", "--every", "5m")).isEqualTo(2);
    assertThat(cli.err()).contains("--type reprot: no worker", "or add --new-type");
    assertThat(schedules("list", "--json")).isZero();
    assertThat(cli.out()).isEmpty();

    assertThat(schedules("put", "s", "--type", "reprot", "--every", "5m", "--new-type")).isZero();
  }

  @Test
  void whatIsPutIsListedAsATable() {
    assertThat(
            schedules("put", "nightly", "--type", "report", "--cron", "0 3 * * *", "--zone", "UTC"))
        .as(cli.err())
        .isZero();
    schedules("put", "poll", "--type", "poll-inbox", "--delay", "5m", "--queue", "mail");

    assertThat(schedules("list")).isZero();

    assertThat(cli.out().lines())
        .anyMatch(line -> line.matches("NAME +TYPE +RULE +NEXT +LAST"))
        .anyMatch(
            line -> line.matches("nightly +report +cron \"0 3 \\* \\* \\*\" in UTC +\\S+Z +-"))
        .anyMatch(line -> line.matches("poll +poll-inbox +with a delay of 5m +\\S+Z +-"));
  }

  @Test
  void aProgramGetsJson() throws IOException {
    schedules("put", "poll", "--type", "poll-inbox", "--every", "30s");

    schedules("list", "--json");

    JsonNode listed = JSON.readTree(cli.out());
    assertThat(listed.get("rule").asText()).isEqualTo("every 30s");
    assertThat(listed.get("paused").asBoolean()).isFalse();
    assertThat(Instant.parse(listed.get("next").asText())).isNotNull();
    assertThat(listed.get("last").isNull()).isTrue();
    assertThat(listed.has("arguments")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--cron|0 9 * * MON|--zone|Europe/Paris|--queue|slow|--priority|low|--retries|0|--timeout|none|--tag|a b|--tag|c",
        "--every|1h30m|--misfire|catch-up=7|--overlap|queue-one|--start|2090-01-01T00:00:00Z|--end|2100-01-01T00:00:00Z",
        "--delay|250ms|--misfire|skip|--overlap|ALLOW|--timeout|2m|--priority|HIGH|--arguments|{\"to\":\"ann\",\"n\":[1,2.5,true,null,\"\u00e9\\n\"],\"in\":{}}",
      })
  void whatIsListedCanBePutAgain(String options) throws IOException {
    List<String> put = new ArrayList<>(List.of("put", "s", "--type", "t"));
    put.addAll(List.of(options.split("\\|")));
    assertThat(schedules(put.toArray(String[]::new))).as(cli.err()).isZero();
    schedules("list", "--json");
    JsonNode listed = JSON.readTree(cli.out());
    schedules("remove", "s");

    assertThat(schedules(putAgain(listed))).as(cli.err()).isZero();

    assertThat(schedules(put.toArray(String[]::new))).isZero();
    assertThat(cli.out()).isEqualToIgnoringNewLines("s is there just so");
  }

  /** Each field that is no state of the schedule is an option. */
  private static String[] putAgain(JsonNode listed) {
    List<String> put = new ArrayList<>(List.of("put", listed.get("name").asText()));
    listed
        .properties()
        .forEach(
            field -> {
              if (!List.of("name", "rule", "paused", "next", "last").contains(field.getKey())) {
                JsonNode value = field.getValue();
                List<JsonNode> all = new ArrayList<>();
                (value.isArray() ? value.elements() : List.of(value).iterator())
                    .forEachRemaining(all::add);
                all.forEach(
                    one -> {
                      put.add("--" + field.getKey());
                      put.add(one.isObject() ? one.toString() : one.asText());
                    });
              }
            });
    return put.toArray(String[]::new);
  }

  @Test
  void aScheduleIsPausedResumedRunAndRemoved() {
    schedules("put", "nightly", "--type", "report", "--cron", "@daily");

    assertThat(schedules("pause", "nightly")).isZero();
    assertThat(schedules("pause", "nightly")).isEqualTo(1);
    assertThat(cli.err()).contains("orrery: nightly is no schedule that runs");
    assertThat(schedules("resume", "nightly")).isZero();
    assertThat(schedules("run", "nightly")).isZero();
    assertThat(schedules("remove", "nightly")).isZero();

    assertThat(cli.database.column("SELECT schedule || ' ' || state FROM orrery.job"))
        .containsExactly("nightly PENDING");
  }

  @Test
  void theNextTicksArePrinted() {
    schedules("put", "nightly", "--type", "report", "--cron", "@daily");

    schedules("next", "nightly", "--count", "3");

    assertThat(cli.out().lines().map(Instant::parse)).hasSize(3).isSorted();
  }

  @ParameterizedTest
  @CsvSource({
    "1, next gone, there is no schedule \"gone\"",
    "2, next gone --count 0, ask for 1 to 1000",
    "2, next gone --count 1001, ask for 1 to 1000",
    "2, put x --type t --cron 31_2, cron",
    "2, put x --type t, '--cron, --every, --delay: name one of them'",
    "2, put x --type t --cron @daily --every 5m, '--cron, --every, --delay: name one of them'",
    "2, put x --type t --every 5m --zone Europe/Paris, '--zone Europe/Paris: an interval has no time zone'",
    "2, put x --type t --delay 5m --zone Nowhere, '--zone Nowhere: an interval has no time zone'",
    "2, put x --type t --cron @daily --zone Nowhere, 'zone: \"Nowhere\" is no time zone'",
    "2, put x --type t --every 5x, 'every: \"5x\" is no duration'",
    "2, put x --type t --delay 5x, 'delay: \"5x\" is no duration'",
    "2, put x --type t --delay 99ms, a delay of 99ms: use 100 ms to ten years",
    "2, put x --type t --every 5m --delay 5m, '--cron, --every, --delay: name one of them'",
    "2, put x --type t --every 5m --misfire often, 'write fire-once, skip or catch-up=N'",
    "2, put x --type t --every 5m --misfire catch-up=1001, use 1 to 1000",
    "2, put x --type t --every 5m --overlap never, 'write skip, queue-one or allow'",
    "2, put x --type t --every 5m --timeout soon, 'timeout: \"soon\" is no duration'",
    "2, put x --type t --every 5m --retries 1001, use 0 to 1000",
    "2, put x --type t --every 5m --end 2026, write it as in 2026-03-29T01:00:00Z",
    "2, put x --type t --every 5m --arguments {, 'arguments of schedule \"x\" can''t be read as JSON: see line 1, column 2'",
    "2, put x --type t --every 5m --arguments 7, write a JSON object",
  })
  void whatIsWrongIsSaidInPlainWords(int exit, String command, String words) {
    assertThat(schedules(command.split(" ", -1))).isEqualTo(exit);

    assertThat(cli.err()).contains(words).doesNotContain("\tat ");
    assertThat(cli.database.number("SELECT count(*) FROM orrery.schedule")).isZero();
  }

  @Test
  void eachOptionOfAPutIsKept() throws IOException {
    List<String> put = new ArrayList<>(List.of("put", "s"));
    put.addAll(List.of("--type", "t"));
    put.addAll(List.of("--cron", "0 9 * * MON"));
    put.addAll(List.of("--zone", "Europe/Paris"));
    put.addAll(List.of("--arguments", "{\"n\":1}"));
    put.addAll(List.of("--queue", "slow"));
    put.addAll(List.of("--priority", "low"));
    put.addAll(List.of("--retries", "0"));
    put.addAll(List.of("--timeout", "2m"));
    put.addAll(List.of("--tag", "a"));
    put.addAll(List.of("--tag", "b"));
    put.addAll(List.of("--misfire", "catch-up=7"));
    put.addAll(List.of("--overlap", "queue-one"));
    put.addAll(List.of("--start", "2090-01-01T00:00:00Z"));
    put.addAll(List.of("--end", "2100-01-01T00:00:00Z"));
    assertThat(schedules(put.toArray(String[]::new))).as(cli.err()).isZero();

    schedules("list", "--json");

    assertThat(JSON.readTree(cli.out()))
        .isEqualTo(
            JSON.readTree(
                """
                {"name":"s","type":"t","rule":"cron \\"0 9 * * MON\\" in Europe/Paris",
                 "cron":"0 9 * * MON","zone":"Europe/Paris","queue":"slow","priority":"low","retries":0,"timeout":"2m",
                 "tag":["a","b"],"misfire":"catch-up=7","overlap":"queue-one","start":"2090-01-01T00:00:00Z",
                 "end":"2100-01-01T00:00:00Z","arguments":{"n":1},"paused":false,"next":"2090-01-02T08:00:00Z",
                 "last":null}
                """));
  }

  @Test
  void aNameThatIsNoneIsShownWithoutItsControls() {
    assertThat(schedules("remove", "\u001b[31mred")).isEqualTo(1);

    assertThat(cli.err()).isEqualToIgnoringNewLines("orrery: ?[31mred is no schedule");
  }

  @Test
  void aRuleThatNeverFiresIsRefused() {
    assertThat(schedules("put", "x", "--type", "t", "--cron", "0 0 31 2 *")).isEqualTo(2);

    assertThat(cli.err()).contains("it never fires");
  }

  @Test
  void argumentsOverTheLimitAreRefusedInTheCodecsWords() {
    String large = "{\"text\":\"" + "x".repeat(300_000) + "\"}";

    assertThat(schedules("put", "x", "--type", "t", "--every", "5m", "--arguments", large))
        .isEqualTo(2);

    assertThat(cli.err())
        .contains("arguments of schedule \"x\": 300011 bytes, over the limit of 262144")
        .contains("ORRERY_PAYLOAD_LIMIT");
  }

  private int schedules(String... arguments) {
    return cli.run(
        Stream.concat(Stream.of("schedules"), Stream.of(arguments)).toArray(String[]::new));
  }
}

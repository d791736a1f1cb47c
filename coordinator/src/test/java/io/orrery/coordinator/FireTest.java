package io.orrery.coordinator;

import static java.util.function.UnaryOperator.identity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.orrery.JobId;
import io.orrery.Tick;
import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import io.orrery.schedule.Misfire;
import io.orrery.schedule.Overlap;
import io.orrery.schedule.Rule;
import io.orrery.schedule.Schedule;
import io.orrery.schedule.ScheduleOptions;
import io.orrery.schedule.ScheduleStatus;
import io.orrery.store.Deposed;
import io.orrery.store.ScheduleEditor;
import io.orrery.store.Success;
import io.orrery.store.Ticks.Decided;
import io.orrery.store.Ticks.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FireTest extends DutyTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Rule EVERY_MINUTE = Rule.every(MINUTE);

  private final ScheduleEditor editor = new ScheduleEditor(store.schedules());
  private final Codec codec = new Codec(CodecLimits.DEFAULT);
  private final Fire fire =
      new Fire(
          store.ticks(),
          ringer,
          codec,
          config.coordinator(),
          new NewZoneData(store.ticks(), time.ambient()));

  @Test
  void aTickMakesOneJobAndRingsForIt() {
    Instant start = put(EVERY_MINUTE, identity()).start();

    fireAll();

    assertThat(ticks()).containsExactly(start + " FIRED");
    assertThat(jobs()).isEqualTo(broker.rungJobs()).hasSize(1);
    assertThat(jobColumn("run_at = '" + start + "'")).containsExactly("t");
    assertThat(sample("orrery_coordinator_jobs_rung_total", "why", "FIRED")).isEqualTo(1);
  }

  @Test
  void theNextTickIsCountedFromTheStartHoweverLateTheLastOneWas() {
    Instant start = put(EVERY_MINUTE, identity()).start();
    fireAll();
    end(jobs().getFirst());
    advance(MINUTE.plusSeconds(20));

    fireAll();

    assertThat(ticks()).containsExactly(start + " FIRED", start.plus(MINUTE) + " FIRED");
    assertThat(stored().nextTick()).hasValue(start.plus(MINUTE.multipliedBy(2)));
  }

  @Test
  void aJobWithoutArgumentsOfItsOwnGetsTheTickAndThePreviousSuccess() {
    Instant start = put(EVERY_MINUTE, identity()).start();
    fireAll();
    end(jobs().getFirst());
    advance(MINUTE);

    fireAll();

    Instant second = start.plus(MINUTE);
    assertThat(arguments(jobs().getLast()))
        .isEqualTo(new Tick("report", second, Optional.of(start)));
  }

  @Test
  void ofMissedTicksTheLatestFiresAndTheOthersAreRecorded() {
    Instant start = put(EVERY_MINUTE, identity()).start();
    advance(MINUTE.multipliedBy(5).plusSeconds(40));

    fireAll();

    assertThat(ticks())
        .containsExactly(
            start + " MISSED",
            start.plus(MINUTE) + " MISSED",
            start.plus(MINUTE.multipliedBy(2)) + " MISSED",
            start.plus(MINUTE.multipliedBy(3)) + " MISSED",
            start.plus(MINUTE.multipliedBy(4)) + " MISSED",
            start.plus(MINUTE.multipliedBy(5)) + " FIRED");
  }

  @Test
  void asManyMissedTicksAreMadeUpForAsThePolicySays() {
    put(EVERY_MINUTE, o -> o.misfire(Misfire.catchUp(3)).overlap(Overlap.ALLOW));
    advance(MINUTE.multipliedBy(5).plusSeconds(40));

    fireAll();

    assertThat(outcomes()).containsExactly("MISSED", "MISSED", "MISSED", "FIRED", "FIRED", "FIRED");
  }

  @Test
  void skippedTicksMakeNoJob() {
    put(EVERY_MINUTE, o -> o.misfire(Misfire.skip()));
    advance(MINUTE.multipliedBy(3).plusSeconds(40));

    fireAll();

    assertThat(outcomes()).containsExactly("MISSED", "MISSED", "MISSED", "MISSED");
    assertThat(jobs()).isEmpty();
  }

  @Test
  void thousandsOfMissedTicksAreRecordedPageByPage() {
    put(Rule.every(Duration.ofMillis(100)), identity());
    advance(Duration.ofMinutes(5));

    fireAll();

    assertThat(database.number("SELECT count(*) FROM orrery.tick WHERE outcome = 'MISSED'"))
        .isGreaterThanOrEqualTo(3_000);
    assertThat(
            database.number(
                "SELECT (count(*) - 1 - extract(epoch FROM max(due) - min(due)) * 10)::bigint FROM orrery.tick"))
        .isZero();
    assertThat(jobs()).hasSize(1);
  }

  @Test
  void aTickIsRecordedAsOverlappedWhileAJobHasNotEnded() {
    put(EVERY_MINUTE, identity());
    fireAll();
    advance(MINUTE);

    fireAll();

    assertThat(outcomes()).containsExactly("FIRED", "OVERLAPPED");
  }

  @Test
  void oneMayWaitBesideOneThatRuns() {
    put(EVERY_MINUTE, o -> o.overlap(Overlap.QUEUE_ONE));
    fireAll();
    claim(worker, jobs());
    advance(MINUTE);
    fireAll();
    advance(MINUTE);

    fireAll();

    assertThat(outcomes()).containsExactly("FIRED", "FIRED", "OVERLAPPED");
  }

  @Test
  void aFixedDelayCountsFromTheEndOfTheJob() {
    put(Rule.withDelay(MINUTE), identity());
    fireAll();
    advance(MINUTE.multipliedBy(3));
    fireAll();
    assertThat(stored().nextTick()).isEmpty();

    end(jobs().getFirst());
    fireAll();

    assertThat(stored().nextTick())
        .hasValueSatisfying(
            next ->
                assertThat(Duration.between(lastEnd(), next))
                    .isBetween(MINUTE.minusMillis(1), MINUTE));
    advance(MINUTE);
    fireAll();
    assertThat(outcomes()).containsExactly("FIRED", "FIRED");
  }

  @Test
  void aFixedDelayGoesOnAfterASkippedTick() {
    put(Rule.withDelay(MINUTE.multipliedBy(10)), o -> o.misfire(Misfire.skip()));
    fireAll();
    end(jobs().getFirst());
    fireAll();
    advance(MINUTE.multipliedBy(11));
    fireAll();
    fire.round(turn());
    assertThat(outcomes()).containsExactly("FIRED", "MISSED");

    advance(MINUTE.multipliedBy(10));
    fireAll();

    assertThat(outcomes()).containsExactly("FIRED", "MISSED", "FIRED");
  }

  @Test
  void aFixedDelayThatStandsStillSinceAnEarlierSkipGoesOn() {
    put(Rule.withDelay(MINUTE), o -> o.misfire(Misfire.skip()));
    fireAll();
    end(jobs().getFirst());
    fireAll();
    advance(MINUTE.multipliedBy(2));
    database.execute("UPDATE orrery.schedule SET last_tick = next_tick, next_tick = NULL");

    fireAll();
    advance(MINUTE);
    fireAll();

    assertThat(outcomes()).containsExactly("FIRED", "FIRED");
  }

  @Test
  void aFixedDelayNeverFiresAfterItsEnd() {
    Instant start = put(Rule.withDelay(MINUTE), identity()).start();
    store.schedules().pause("report");
    put(Rule.withDelay(MINUTE), o -> o.end(start.plus(MINUTE)));
    advance(MINUTE.multipliedBy(2));

    editor.resume("report");
    fireAll();

    assertThat(jobs()).isEmpty();
  }

  @Test
  void aFixedDelayPutAfterItsEndNeverFires() {
    put(Rule.withDelay(MINUTE), o -> o.end(Instant.parse("2020-01-01T00:00:00Z")));

    fireAll();

    assertThat(jobs()).isEmpty();
  }

  @Test
  void aScheduleThatSomebodyHoldsKeepsNoOtherWaiting() throws SQLException {
    put("a-delayed", Rule.withDelay(MINUTE));
    fireAll();
    end(jobs().getFirst());
    put("b-held", EVERY_MINUTE);
    put("c-free", EVERY_MINUTE);
    Duration first;

    try (Connection stranger = holding("SELECT FROM orrery.schedule WHERE name <> 'c-free'")) {
      first = assertTimeoutPreemptively(Duration.ofSeconds(4), () -> fire.round(turn()));
      assertThat(decidedBy("c-free")).hasSize(1);
      assertThat(fire.round(turn())).isEqualTo(Duration.ofMillis(100));
      stranger.rollback();
    }

    assertThat(first).isLessThan(Duration.ofSeconds(1));
    fire.round(turn());
    assertThat(decidedBy("b-held")).hasSize(1);
    assertThat(list().getFirst().nextTick()).isPresent();
  }

  @Test
  void aScheduleThatPostgresRefusesKeepsNoOtherWaiting() {
    put("a-refused", EVERY_MINUTE);
    put("b-sound", EVERY_MINUTE);
    database.execute(
        "ALTER TABLE orrery.tick ADD CONSTRAINT sabotage CHECK (schedule <> 'a-refused')");

    Duration pause = fire.round(turn());

    assertThat(decidedBy("b-sound")).hasSize(1);
    assertThat(pause).isPositive();
  }

  @Test
  void schedulesThatCanNotBeReadHideNoOtherHoweverMany() {
    put(EVERY_MINUTE, identity());
    poison(100);

    fire.round(turn());
    fire.round(turn());

    assertThat(jobs()).hasSize(1);
  }

  @Test
  void aScheduleEndsWithItsLastTick() {
    Instant start = put(EVERY_MINUTE, o -> o.overlap(Overlap.ALLOW)).start();
    put(EVERY_MINUTE, o -> o.overlap(Overlap.ALLOW).end(start.plus(MINUTE)));
    advance(MINUTE.multipliedBy(4).plusSeconds(10));

    fireAll();

    assertThat(stored().nextTick()).isEmpty();
    assertThat(ticks()).last().isEqualTo(start.plus(MINUTE) + " FIRED");
  }

  @Test
  void aTickThatWasDecidedMakesNoSecondJob() {
    put(EVERY_MINUTE, o -> o.overlap(Overlap.ALLOW));
    fireAll();
    database.execute("UPDATE orrery.schedule SET next_tick = last_tick");

    fireAll();

    assertThat(jobs()).hasSize(1);
  }

  @Test
  void aPausedScheduleRestsAndGoesOnFromWhereItIsResumed() {
    Instant start = put(EVERY_MINUTE, identity()).start();
    store.schedules().pause("report");
    advance(MINUTE.multipliedBy(10));
    fireAll();
    assertThat(ticks()).isEmpty();

    editor.resume("report");

    assertThat(stored().nextTick()).hasValue(start.plus(MINUTE.multipliedBy(11)));
  }

  @Test
  void aScheduleThatCanNotBeReadHereStopsNoOther() {
    put(EVERY_MINUTE, identity());
    poison(1);

    Duration sleep = fire.round(turn());

    assertThat(jobs()).hasSize(1);
    assertThat(store.schedules().list()).hasSize(1);
    assertThat(sleep).isLessThan(Duration.ofSeconds(1));
    assertThat(fire.round(turn())).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void anEditBetweenTheLookAndTheDecisionWins() {
    put(EVERY_MINUTE, identity());
    var due = store.ticks().due(Place.FIRST, 10).schedules().getFirst();
    put(EVERY_MINUTE, o -> o.tag("edited"));

    var made =
        store.ticks().decide(turn().epoch(), Missed.decide(due), JobId.next(), new byte[] {1});

    assertThat(made).isEqualTo(new Decided(false, List.of()));
    assertThat(ticks()).isEmpty();
  }

  @Test
  void aPastLeaderDecidesNothing() {
    put(EVERY_MINUTE, identity());

    assertThatThrownBy(() -> fire.round(pastTurn())).isInstanceOf(Deposed.class);

    assertThat(ticks()).isEmpty();
    assertThat(jobs()).isEmpty();
  }

  @Test
  void itSleepsUntilTheNextTickButNoLongerThanThePoll() {
    put(EVERY_MINUTE, identity());
    fireAll();
    assertThat(fire.round(turn())).isEqualTo(config.coordinator().promotePoll());
    advance(Duration.ofSeconds(59).plusMillis(500));

    assertThat(fire.round(turn())).isLessThan(Duration.ofMillis(502));
  }

  /** Rounds until nothing is due. */
  private void fireAll() {
    fire.round(turn());
    while (!store.ticks().due(Place.FIRST, 1).schedules().isEmpty()) {
      fire.round(turn());
    }
  }

  /** Schedules that are due before all others, and that no process here can read. */
  private void poison(int schedules) {
    database.execute(
        """
        INSERT INTO orrery.schedule (name, created_at, changed_at, starts_at, next_tick, priority, max_retries, catch_up, rule,
                                     cron, zone, misfire, overlap, queue, type)
        SELECT 'a-poison-' || i, created_at, changed_at, starts_at, next_tick - interval '1 h', priority, max_retries,
               catch_up, 'CRON', '* * * * *', 'Mars/Olympus_Mons', misfire, overlap, queue, type
        FROM orrery.schedule, generate_series(1, %d) AS i
        """
            .formatted(schedules));
  }

  /** A session that holds the rows of a query. */
  private Connection holding(String query) throws SQLException {
    Connection stranger = database.connect();
    stranger.setAutoCommit(false);
    try (Statement statement = stranger.createStatement()) {
      statement.execute(query + " FOR UPDATE");
    }
    return stranger;
  }

  private void put(String name, Rule rule) {
    editor.put(new Schedule(name, rule, EMAIL.name(), ScheduleOptions.of(EMAIL), Optional.empty()));
  }

  private List<String> decidedBy(String schedule) {
    return database.column("SELECT due FROM orrery.tick WHERE schedule = '" + schedule + "'");
  }

  private ScheduleStatus put(Rule rule, UnaryOperator<ScheduleOptions> options) {
    editor.put(
        new Schedule(
            "report",
            rule,
            EMAIL.name(),
            options.apply(ScheduleOptions.of(EMAIL)),
            Optional.empty()));
    return stored();
  }

  private ScheduleStatus stored() {
    return list().getFirst();
  }

  private List<ScheduleStatus> list() {
    return store.schedules().list();
  }

  private List<String> ticks() {
    return decided(
            "to_char(due AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US') || ' ' || outcome")
        .map(
            text ->
                Instant.parse(text.substring(0, text.indexOf(' ')) + "Z")
                    + text.substring(text.indexOf(' ')))
        .toList();
  }

  private List<String> outcomes() {
    return decided("outcome").toList();
  }

  private Stream<String> decided(String column) {
    return database.column("SELECT " + column + " FROM orrery.tick ORDER BY due").stream();
  }

  private List<JobId> jobs() {
    return jobColumn("id").stream().map(JobId::parse).toList();
  }

  private List<String> jobColumn(String column) {
    return database.column("SELECT " + column + " FROM orrery.job ORDER BY id");
  }

  private Object arguments(JobId job) {
    String hex =
        database
            .column("SELECT encode(arguments, 'hex') FROM orrery.job WHERE id = '" + job + "'")
            .getFirst();
    return codec.decode(HexFormat.of().parseHex(hex), Tick.class, "the tick");
  }

  private void end(JobId job) {
    UUID fresh = UUID.randomUUID();
    register(fresh);
    var claimed = claim(fresh, List.of(job)).getFirst();
    runs.succeed(List.of(new Success(claimed.held(), null)));
  }

  private Instant lastEnd() {
    return Instant.parse(
        database
            .column(
                "SELECT to_char(max(finished_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM orrery.job")
            .getFirst());
  }
}

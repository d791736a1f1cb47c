package io.orrery.coordinator;

import static java.util.function.UnaryOperator.identity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.JobId;
import io.orrery.Tick;
import io.orrery.schedule.Misfire;
import io.orrery.schedule.Overlap;
import io.orrery.schedule.Rule;
import io.orrery.store.Deposed;
import io.orrery.store.Ticks.Decided;
import io.orrery.store.Ticks.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ticks become jobs, or are recorded as the policies say. */
class FireTest extends ScheduleTest {
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

  private Object arguments(JobId job) {
    String hex =
        database
            .column("SELECT encode(arguments, 'hex') FROM orrery.job WHERE id = '" + job + "'")
            .getFirst();
    return codec.decode(HexFormat.of().parseHex(hex), Tick.class, "the tick");
  }
}

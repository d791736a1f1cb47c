package io.orrery.coordinator;

import static java.util.function.UnaryOperator.identity;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.schedule.Misfire;
import io.orrery.schedule.Rule;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The next tick counts from the end of the job before. */
class FixedDelayTest extends ScheduleTest {
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

  private Instant lastEnd() {
    return Instant.parse(
        database
            .column(
                "SELECT to_char(max(finished_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM orrery.job")
            .getFirst());
  }
}

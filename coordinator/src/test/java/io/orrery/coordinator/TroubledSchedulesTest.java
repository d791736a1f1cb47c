package io.orrery.coordinator;

import static java.util.function.UnaryOperator.identity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.orrery.schedule.Rule;
import io.orrery.schedule.Schedule;
import io.orrery.schedule.ScheduleOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A schedule that can't be decided keeps no other waiting. */
class TroubledSchedulesTest extends ScheduleTest {
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
  void aScheduleThatCanNotBeReadHereStopsNoOther() {
    put(EVERY_MINUTE, identity());
    poison(1);

    Duration sleep = fire.round(turn());

    assertThat(jobs()).hasSize(1);
    assertThat(store.schedules().list()).hasSize(1);
    assertThat(sleep).isLessThan(Duration.ofSeconds(1));
    assertThat(fire.round(turn())).isEqualTo(Duration.ofMillis(100));
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
}

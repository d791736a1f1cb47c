package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import io.orrery.config.ConfigKey;
import io.orrery.config.OrreryConfig;
import io.orrery.schedule.Overlap;
import io.orrery.schedule.Rule;
import io.orrery.schedule.Schedule;
import io.orrery.schedule.ScheduleOptions;
import io.orrery.store.Deposed;
import io.orrery.store.ScheduleEditor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PruneTest extends DutyTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final Prune prune = new Prune(store.prunes(), metrics, config, time.ambient());

  @Test
  void eachStateHasAnAgeOfItsOwn() {
    finished("default", "SUCCEEDED", "25 h", 3);
    finished("default", "SUCCEEDED", "23 h", 1);
    finished("default", "CANCELLED", "25 h", 2);
    finished("default", "DEAD", "29 days", 1);
    finished("default", "DEAD", "31 days", 4);

    prune.round(turn());

    assertThat(kept()).containsExactly("default DEAD 1", "default SUCCEEDED 1");
    assertThat(pruned("SUCCEEDED")).isEqualTo(3);
    assertThat(pruned("CANCELLED")).isEqualTo(2);
    assertThat(pruned("DEAD")).isEqualTo(4);
  }

  @Test
  void eachStateGoesByItsOwnSetting() {
    OrreryConfig own =
        database
            .config()
            .set(ConfigKey.RETENTION_SUCCEEDED, "1h")
            .set(ConfigKey.RETENTION_CANCELLED, "3h")
            .set(ConfigKey.RETENTION_DEAD, "5h")
            .build();
    for (String state : List.of("SUCCEEDED", "CANCELLED", "DEAD")) {
      finished("default", state, "2 h", 1);
      finished("default", state, "4 h", 1);
      finished("default", state, "6 h", 1);
    }

    new Prune(store.prunes(), metrics, own, time.ambient()).round(turn());

    assertThat(kept()).containsExactly("default CANCELLED 1", "default DEAD 2");
  }

  @Test
  void whatIsTooMuchForAQueueGoesOldestFirst() {
    Prune atMostFive = prune("RETENTION_MOST", "5");
    finished("default", "SUCCEEDED", "3 h", 4);
    finished("default", "CANCELLED", "2 h", 3);
    finished("default", "SUCCEEDED", "1 h", 2);
    finished("default", "DEAD", "4 h", 9);
    finished("other", "SUCCEEDED", "5 h", 5);

    atMostFive.round(turn());

    assertThat(kept())
        .containsExactly(
            "default CANCELLED 3", "default DEAD 9", "default SUCCEEDED 2", "other SUCCEEDED 5");
  }

  @Test
  void aWalkOfManyPagesCountsAllOfThem() {
    Prune prune = prune("RETENTION_MOST", Integer.toString(2 * Surplus.ROWS + 1));
    finished("default", "SUCCEEDED", "1 h", 2 * Surplus.ROWS + 4);

    for (int i = 0; i < 2; i++) {
      assertThat(prune.round(turn())).isEqualTo(Duration.ofSeconds(1));
      advance(Duration.ofSeconds(1));
    }
    assertThat(prune.round(turn())).isEqualTo(config.retention().poll());

    assertThat(kept()).containsExactly("default SUCCEEDED " + (2 * Surplus.ROWS + 1));
  }

  @Test
  void aQueueMaySayOtherwise() {
    Prune own = prune("RETENTION_QUEUES", "zoo succeeded=1h most=2; farm dead=1h cancelled=3h");
    for (String queue : List.of("zoo", "farm", "default")) {
      finished(queue, "SUCCEEDED", "2 h", 1);
      finished(queue, "SUCCEEDED", "1 min", 3);
      finished(queue, "DEAD", "2 h", 1);
      finished(queue, "CANCELLED", "4 h", 1);
    }

    own.round(turn());

    assertThat(kept())
        .containsExactly(
            "default CANCELLED 1",
            "default DEAD 1",
            "default SUCCEEDED 4",
            "farm SUCCEEDED 4",
            "zoo DEAD 1",
            "zoo SUCCEEDED 2");
  }

  /** What is to stay, older or younger, does not stand in the way of what is to go. */
  @Test
  void jobsThatStayHideNoneThatGo() {
    finished("default", "DEAD", "20 days", 2 * Prune.BATCH);
    finished("default", "SUCCEEDED", "2 days", 1);
    finished("default", "SUCCEEDED", "1 h", 2 * Prune.BATCH);
    finished("zoo", "CANCELLED", "2 days", 1);

    prune.round(turn());

    assertThat(kept())
        .containsExactly("default DEAD " + 2 * Prune.BATCH, "default SUCCEEDED " + 2 * Prune.BATCH);
  }

  @Test
  void aStepIsBoundedAndTheNextFollowsAfterAShortPause() {
    finished("default", "SUCCEEDED", "2 days", 2 * Prune.BATCH + 1);

    assertThat(prune.round(turn())).isEqualTo(Duration.ofMillis(10));
    assertThat(kept()).containsExactly("default SUCCEEDED " + (Prune.BATCH + 1));
    assertThat(prune.round(turn())).isEqualTo(Duration.ofMillis(10));

    assertThat(prune.round(turn())).isEqualTo(config.retention().poll());
    assertThat(kept()).isEmpty();
  }

  @Test
  void whatHasNotFinishedStaysHoweverOld() {
    leadFor(DAY.multipliedBy(99));
    claim(worker, waiting(3).subList(0, 1));
    insert(List.of(aJob(o -> o.in(DAY))));
    advance(DAY.multipliedBy(60));

    prune.round(turn());

    assertThat(kept())
        .containsExactly("default PENDING 2", "default RUNNING 1", "default SCHEDULED 1");
  }

  @Test
  void aPrunedTickNeverFiresAgain() {
    leadFor(DAY.multipliedBy(200));
    ScheduleEditor editor = new ScheduleEditor(store.schedules());
    Fire fire =
        new Fire(
            store.ticks(),
            ringer,
            new Codec(CodecLimits.DEFAULT),
            config.coordinator(),
            new NewZoneData(store.ticks(), time.ambient()));
    editor.put(everyTenDays("first"));
    for (int i = 0; i < 5; i++) {
      fire.round(turn());
      advance(DAY.multipliedBy(10));
    }
    assertThat(dueTicks()).hasSize(5);
    store.schedules().pause("report");
    advance(DAY.multipliedBy(36));

    prune.round(turn());
    assertThat(dueTicks()).hasSize(1);
    editor.resume("report");
    editor.put(everyTenDays("edited"));
    fire.round(turn());
    assertThat(dueTicks()).hasSize(1);
    advance(DAY.multipliedBy(10));
    fire.round(turn());

    assertThat(dueTicks()).hasSize(2);
    assertThat(database.number("SELECT count(*) FROM orrery.job")).isEqualTo(6);
  }

  @Test
  void goneWorkersAreForgottenInTheEnd() {
    leadFor(DAY.multipliedBy(9));
    runs.leave(worker);
    advance(DAY);
    prune.round(turn());
    assertThat(database.number("SELECT count(*) FROM orrery.worker")).isEqualTo(1);
    advance(DAY.plusHours(1));

    prune.round(turn());

    assertThat(database.number("SELECT count(*) FROM orrery.worker")).isZero();
    assertThat(registry.getSampleValue("orrery_coordinator_workers_pruned_total")).isEqualTo(1);
  }

  @Test
  void aPastLeaderPrunesNothing() {
    finished("default", "SUCCEEDED", "2 days", 1);

    assertThatThrownBy(() -> prune.round(pastTurn())).isInstanceOf(Deposed.class);

    assertThat(kept()).containsExactly("default SUCCEEDED 1");
  }

  private void leadFor(Duration time) {
    database.execute(
        "UPDATE orrery.leadership SET lease_until = orrery.clock() + interval '%d s'"
            .formatted(time.toSeconds()));
  }

  private static Schedule everyTenDays(String tag) {
    return new Schedule(
        "report",
        Rule.every(DAY.multipliedBy(10)),
        EMAIL.name(),
        ScheduleOptions.of(EMAIL).overlap(Overlap.ALLOW).tag(tag),
        Optional.empty());
  }

  private List<String> dueTicks() {
    return database.column("SELECT due FROM orrery.tick ORDER BY due");
  }

  private Prune prune(String key, String value) {
    return new Prune(
        store.prunes(),
        metrics,
        database.config().set(ConfigKey.valueOf(key), value).build(),
        time.ambient());
  }

  /** So many that ended one microsecond after the other, the last of them so long ago. */
  private void finished(String queue, String state, String ago, int count) {
    database.execute(
        """
        INSERT INTO orrery.job (id, created_at, finished_at, state, queue, type, priority, max_retries, arguments)
        SELECT gen_random_uuid(), e.at, e.at, '%s', '%s', 'send-email', 5, 5, ''
        FROM (SELECT n.now - interval '%s' - g * interval '1 us' AS at
              FROM (SELECT orrery.clock() AS now OFFSET 0) n CROSS JOIN generate_series(0, %d - 1) AS g) e
        """
            .formatted(state, queue, ago, count));
  }

  private List<String> kept() {
    return database.column(
        "SELECT queue || ' ' || state || ' ' || count(*) FROM orrery.job GROUP BY queue, state ORDER BY queue, state::text");
  }

  private double pruned(String state) {
    return sample("orrery_coordinator_jobs_pruned_total", "state", state);
  }
}

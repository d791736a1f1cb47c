package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.EnqueueOptions;
import io.orrery.JobType;
import io.orrery.Tick;
import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import io.orrery.schedule.Rule;
import io.orrery.schedule.Schedule;
import io.orrery.schedule.ScheduleOptions;
import io.orrery.schedule.ZoneData;
import io.orrery.store.Deposed;
import io.orrery.store.ScheduleEditor;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Next ticks that other time zone data than this JVM's had said. */
class NewZoneDataTest extends DutyTest {
  private static final Rule DAILY = Rule.cron("30 2 * * *", ZoneId.of("Europe/Paris"));
  private static final String OLDER = "1999a";
  private static final String NEWER = "9999z";

  private final ScheduleEditor editor = new ScheduleEditor(store.schedules());
  private final NewZoneData newZoneData = new NewZoneData(store.ticks(), time.ambient());
  private Instant right = Instant.EPOCH;

  @BeforeEach
  void put() {
    editor.put(
        new Schedule(
            "nightly",
            DAILY,
            "report",
            ScheduleOptions.of(JobType.of("report", Tick.class, Void.class)),
            Optional.empty()));
    right = next();
  }

  @Test
  void aNextTickByOlderDataIsComputedAnewOnce() {
    given(OLDER, "+ interval '1 hour'");

    newZoneData.apply(turn());

    assertThat(next()).isEqualTo(right);
    assertThat(zoneData()).isEqualTo(ZoneData.version());
    database.execute("UPDATE orrery.schedule SET next_tick = next_tick + interval '2 hours'");
    newZoneData.begin();
    newZoneData.apply(turn());
    assertThat(next()).isEqualTo(right.plus(Duration.ofHours(2)));
  }

  @Test
  void anUnknownVersionCountsAsOlder() {
    given("", "- interval '1 hour'");

    newZoneData.apply(turn());

    assertThat(next()).isEqualTo(right);
  }

  @Test
  void aNextTickByNewerDataIsLeftAlone() {
    given(NEWER, "+ interval '1 hour'");

    newZoneData.apply(turn());

    assertThat(next()).isEqualTo(right.plus(Duration.ofHours(1)));
    assertThat(zoneData()).isEqualTo(NEWER);
    assertThat(store.ticks().outdated()).isEmpty();
  }

  @Test
  void aVersionThatHasRisenSinceItWasReadDoesNotFall() {
    given(OLDER, "+ interval '0 hours'");
    var read = store.ticks().outdated().getFirst();
    given(NEWER, "+ interval '0 hours'");

    assertThat(store.ticks().rezone(turn().epoch(), read, Optional.of(right))).isFalse();

    assertThat(zoneData()).isEqualTo(NEWER);
  }

  @Test
  void aTickThatIsDueAndNotDecidedIsNotLeftOut() {
    database.execute(
        "UPDATE orrery.schedule SET last_tick = next_tick - interval '4 days',"
            + " next_tick = next_tick - interval '3 days', changed_at = changed_at - interval '9 days',"
            + " starts_at = starts_at - interval '9 days'");
    given(OLDER, "+ interval '1 hour'");

    newZoneData.apply(turn());

    Duration apart = Duration.between(next(), right);
    assertThat(apart).isBetween(Duration.ofHours(71), Duration.ofHours(73));
  }

  @Test
  void aScheduleThatWasEditedSinceItWasReadIsLeftToTheNextLook() {
    given(OLDER, "+ interval '1 hour'");
    var read = store.ticks().outdated().getFirst();
    store.schedules().pause("nightly");
    editor.resume("nightly");

    assertThat(store.ticks().rezone(turn().epoch(), read, Optional.of(Instant.EPOCH))).isFalse();

    assertThat(next()).isEqualTo(right);
  }

  @Test
  void aPastLeaderComputesNothing() {
    given(OLDER, "+ interval '1 hour'");

    assertThatThrownBy(() -> newZoneData.apply(pastTurn())).isInstanceOf(Deposed.class);

    assertThat(zoneData()).isEqualTo(OLDER);
  }

  @Test
  void beforeATickFiresItIsLookedAtByTheNewData() {
    given(OLDER, "- interval '3 days'");
    Codec codec = new Codec(CodecLimits.DEFAULT);

    new Fire(store.ticks(), ringer, codec, config.coordinator(), newZoneData).round(turn());

    assertThat(next()).isEqualTo(right);
    assertThat(database.number("SELECT count(*) FROM orrery.tick")).isZero();
  }

  @Test
  void itIsLookedForOnceAMinute() {
    newZoneData.apply(turn());
    given(OLDER, "+ interval '1 hour'");

    newZoneData.apply(turn());
    assertThat(zoneData()).isEqualTo(OLDER);
    time.advance(Duration.ofMinutes(1));
    newZoneData.apply(turn());

    assertThat(zoneData()).isEqualTo(ZoneData.version());
  }

  @Test
  void anEditOfOptionsAloneLeavesTheTickAndItsVersion() {
    given(OLDER, "+ interval '1 hour'");

    editor.put(
        new Schedule(
            "nightly",
            DAILY,
            "report",
            new ScheduleOptions(
                EnqueueOptions.of(JobType.of("report", Tick.class, Void.class)).queue("slow"),
                io.orrery.schedule.Misfire.skip(),
                io.orrery.schedule.Overlap.SKIP,
                Optional.empty(),
                Optional.empty()),
            Optional.empty()));

    assertThat(next()).isEqualTo(right.plus(Duration.ofHours(1)));
    assertThat(zoneData()).isEqualTo(OLDER);
  }

  private void given(String version, String off) {
    database.execute(
        "UPDATE orrery.schedule SET zone_data = '%s', next_tick = next_tick %s"
            .formatted(version, off));
  }

  private Instant next() {
    return store.schedules().list().getFirst().nextTick().orElseThrow();
  }

  private String zoneData() {
    return database.column("SELECT zone_data FROM orrery.schedule").getFirst();
  }
}

package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.Priority;
import io.orrery.broker.Doorbell;
import io.orrery.broker.Hint;
import io.orrery.config.ConfigKey;
import io.orrery.config.OrreryConfig;
import io.orrery.store.Deposed;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PromoteTest extends DutyTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final OrreryConfig tens = database.config().set(ConfigKey.PROMOTE_BATCH, "10").build();
  private final Promote promote = new Promote(store.duties(), ringer, tens.coordinator());

  @Test
  void whatIsDueIsPendingAndRungFor() {
    JobId soon = insert(List.of(aJob(o -> o.in(MINUTE)))).getFirst();
    JobId later = insert(List.of(aJob(o -> o.in(MINUTE.multipliedBy(9))))).getFirst();
    advance(MINUTE);

    promote.round(turn());

    assertThat(state(soon)).isEqualTo(JobState.PENDING);
    assertThat(state(later)).isEqualTo(JobState.SCHEDULED);
    assertThat(broker.rungJobs()).containsExactly(soon);
    assertThat(sample("orrery_coordinator_jobs_rung_total", "why", "PROMOTED")).isEqualTo(1);
  }

  @Test
  void oneDoorbellRingsForManyJobsOfOneQueueAndPriority() {
    insert(List.of(aJob(o -> o.in(MINUTE)), aJob(o -> o.in(MINUTE).priority(Priority.HIGH))));
    insert(List.of(aJob(o -> o.in(MINUTE)), aJob(o -> o.in(MINUTE).queue("mail"))));
    advance(MINUTE);

    promote.round(turn());

    assertThat(broker.rung)
        .extracting(bell -> bell.queue() + "/" + bell.priority() + " " + bell.jobs().size())
        .containsExactlyInAnyOrder("default/5 2", "default/8 1", "mail/5 1");
  }

  @Test
  void aDoorbellHasNoMoreIdsThanConfigured() {
    insert(IntStream.range(0, 70).mapToObj(i -> aJob(o -> o.in(MINUTE))).toList());
    advance(MINUTE);

    new Promote(store.duties(), ringer, config.coordinator()).round(turn());

    assertThat(broker.rung)
        .extracting(Doorbell::jobs)
        .extracting(List::size)
        .containsExactly(32, 32, 6);
  }

  @Test
  void aFullBatchIsFollowedAtOnceByTheNext() {
    insert(IntStream.range(0, 25).mapToObj(i -> aJob(o -> o.in(MINUTE))).toList());
    advance(MINUTE);

    assertThat(promote.round(turn())).isZero();
    assertThat(promote.round(turn())).isZero();
    assertThat(promote.round(turn())).isEqualTo(tens.coordinator().promotePoll());

    assertThat(broker.rungJobs()).hasSize(25).doesNotHaveDuplicates();
  }

  @Test
  void itSleepsUntilTheEarliestJobIsDueButNoLongerThanThePoll() {
    insert(
        List.of(
            aJob(o -> o.in(Duration.ofMillis(59_500))), aJob(o -> o.in(MINUTE.multipliedBy(2)))));
    assertThat(promote.round(turn())).isEqualTo(tens.coordinator().promotePoll());
    advance(Duration.ofSeconds(59));

    Duration sleep = promote.round(turn());

    assertThat(broker.rung).isEmpty();
    assertThat(sleep).isBetween(Duration.ofMillis(1), Duration.ofMillis(501));
  }

  @Test
  void aHintWakesItWhenTheJobIsDue() {
    assertThat(promote.wakeFor(new Hint.Due(250))).hasValue(Duration.ofMillis(251));
    assertThat(promote.wakeFor(new Hint.Cancel(JobId.next()))).isEmpty();
  }

  @Test
  void aHintOfWhatThePollFindsInTimeIsPassedOver() {
    assertThat(promote.wakeFor(new Hint.Due(1_000))).isEmpty();
    assertThat(promote.wakeFor(new Hint.Due(Long.MAX_VALUE))).isEmpty();
  }

  @Test
  void aPastLeaderPromotesNothing() {
    insert(List.of(aJob(o -> o.in(MINUTE))));
    advance(MINUTE);

    assertThatThrownBy(() -> promote.round(pastTurn())).isInstanceOf(Deposed.class);

    assertThat(broker.rung).isEmpty();
    assertThat(database.number("SELECT count(*) FROM orrery.job WHERE state = 'PENDING'")).isZero();
  }
}

package io.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.JobId;
import io.orrery.JobType;
import io.orrery.Task;
import io.orrery.Tick;
import io.orrery.broker.Hint;
import io.orrery.codec.TooLarge;
import io.orrery.schedule.Overlap;
import io.orrery.schedule.Rule;
import io.orrery.schedule.ScheduleOptions;
import io.orrery.schedule.ScheduleStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SchedulesTest extends ClientTest {
  private static final Rule DAILY = Rule.cron("0 9 * * *", ZoneId.of("Europe/Paris"));
  private static final JobType<Tick, Void> REPORT =
      JobType.of("daily-report", Tick.class, Void.class);

  private final Schedules schedules = client.schedules();

  @Test
  void whatIsPutIsListed() {
    schedules.put("mail", DAILY, MAIL, TO_ANN, o -> o.overlap(Overlap.ALLOW).tag("daily"));

    ScheduleStatus listed = schedules.list().getFirst();

    assertThat(listed.schedule().rule()).isEqualTo(DAILY);
    assertThat(listed.schedule().type()).isEqualTo("send-email");
    assertThat(listed.schedule().options().overlap()).isEqualTo(Overlap.ALLOW);
    assertThat(listed.schedule().options().job().tags()).containsExactly("daily");
    assertThat(listed.nextTick()).isPresent();
  }

  @JobHandler(type = "nightly-report")
  private static final class NightlyReport implements Task<Tick> {
    @Override
    public void run(Tick tick, JobContext job) {}
  }

  @JobHandler(type = "rebuild-index")
  private static final class RebuildIndex implements Task<Mail> {
    @Override
    public void run(Mail index, JobContext job) {}
  }

  @Test
  void handlersAreNamedByTheirClassesWithOptionsOrWithout() {
    schedules.putForTicks("a", DAILY, NightlyReport.class);
    schedules.putForTicks("b", DAILY, NightlyReport.class, o -> o.queue("slow"));
    schedules.put("c", Rule.every(Duration.ofSeconds(30)), RebuildIndex.class, TO_ANN);
    schedules.put(
        "d",
        Rule.withDelay(Duration.ofMinutes(10)),
        RebuildIndex.class,
        TO_ANN,
        o -> o.queue("slow").maxRetries(0));

    assertThat(schedules.list())
        .extracting(status -> status.schedule().name() + " " + status.schedule().type())
        .containsExactly(
            "a nightly-report", "b nightly-report", "c rebuild-index", "d rebuild-index");
  }

  @Test
  void theSamePutAgainChangesNothing() {
    assertThat(schedules.put("mail", DAILY, MAIL, TO_ANN, UnaryOperator.identity())).isTrue();

    assertThat(schedules.put("mail", DAILY, MAIL, TO_ANN, UnaryOperator.identity())).isFalse();

    assertThat(schedules.list())
        .hasSize(1)
        .first()
        .extracting(ScheduleStatus::revision)
        .isEqualTo(1L);
  }

  @Test
  void manyWhoPutTheSameAtOnceMakeOne() throws Exception {
    List<Future<Boolean>> puts;
    try (ExecutorService apps = Executors.newFixedThreadPool(8)) {
      puts =
          apps.invokeAll(
              java.util.Collections.nCopies(
                  16,
                  () -> schedules.putForTicks("report", DAILY, REPORT, UnaryOperator.identity())));
    }

    long changed = 0;
    for (Future<Boolean> put : puts) {
      changed += put.get() ? 1 : 0;
    }
    assertThat(changed).isEqualTo(1);
    assertThat(schedules.list()).hasSize(1);
  }

  @Test
  void theSameCronTextWithOtherWhiteSpaceChangesNothing() {
    schedules.put("mail", DAILY, MAIL, TO_ANN, o -> o);

    Rule spaced = Rule.cron(" 0  9\t* *\n* ", ZoneId.of("Europe/Paris"));

    assertThat(schedules.put("mail", spaced, MAIL, TO_ANN, o -> o)).isFalse();
  }

  @Test
  void anEditOfTheArgumentsLeavesTheNextTick() {
    schedules.put("mail", Rule.every(Duration.ofHours(1)), MAIL, TO_ANN, o -> o);
    database.execute("UPDATE orrery.schedule SET next_tick = next_tick - interval '10 h'");
    Optional<Instant> overdue = schedules.list().getFirst().nextTick();

    schedules.put("mail", Rule.every(Duration.ofHours(1)), MAIL, new Mail("bob"), o -> o);

    assertThat(schedules.list().getFirst().nextTick()).isEqualTo(overdue);
  }

  @Test
  void anotherRuleIsReckonedFromNowOn() {
    schedules.put("mail", DAILY, MAIL, TO_ANN, o -> o);

    schedules.put("mail", Rule.cron("@yearly", ZoneId.of("UTC")), MAIL, TO_ANN, o -> o);

    assertThat(schedules.list().getFirst().nextTick().orElseThrow())
        .asString()
        .contains("-01-01T00:00:00Z");
  }

  @Test
  void aLeaderIsWokenByAPut() {
    schedules.putForTicks("report", Rule.every(Duration.ofSeconds(1)), REPORT, o -> o);

    assertThat(ears.awaitHints(1)).containsExactly(new Hint.Due(0));
  }

  @Test
  void aPausedScheduleHasNoNextTickUntilItIsResumed() {
    schedules.putForTicks("report", DAILY, REPORT, o -> o);

    assertThat(schedules.pause("report")).isTrue();
    assertThat(schedules.pause("report")).isFalse();
    assertThat(schedules.next("report", 3)).isEmpty();
    assertThat(schedules.resume("report")).isTrue();
    assertThat(schedules.resume("report")).isFalse();

    assertThat(schedules.next("report", 3)).hasSize(3).isSorted();
  }

  @Test
  void aJobCanBeMadeAtOnce() {
    schedules.putForTicks("report", DAILY, REPORT, o -> o.queue("default"));

    JobId job = schedules.runNow("report");

    assertThat(row(job, "state")).isEqualTo("PENDING");
    assertThat(row(job, "schedule")).isEqualTo("report");
    ears.awaitJobs(1);
    assertThat(ears.rung()).containsExactly(job);
  }

  @Test
  void aScheduleThatIsRemovedInBetweenIsUnknown() throws Exception {
    schedules.putForTicks("report", DAILY, REPORT, o -> o);

    Future<JobId> job = runNowWhile("DELETE FROM orrery.schedule");

    assertThatThrownBy(job::get).hasCauseInstanceOf(ScheduleUnknown.class);
    assertThat(jobs()).isZero();
  }

  @Test
  void aJobIsRungForInTheQueueThatItsScheduleHasByThen() throws Exception {
    schedules.putForTicks("report", DAILY, REPORT, o -> o.queue("slow"));

    Future<JobId> job = runNowWhile("UPDATE orrery.schedule SET queue = 'default'");

    assertThat(row(job.get(), "queue")).isEqualTo("default");
    ears.awaitJobs(1);
    assertThat(ears.rung()).containsExactly(job.get());
  }

  /** The change is committed after the schedule was read, and before its job is made. */
  private Future<JobId> runNowWhile(String change) throws SQLException {
    try (ExecutorService app = Executors.newSingleThreadExecutor();
        Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE orrery.job IN ACCESS EXCLUSIVE MODE");
      Future<JobId> job = app.submit(() -> schedules.runNow("report"));
      await().atMost(SOON).until(() -> blocked() == 1);
      statement.execute(change);
      other.commit();
      return job;
    }
  }

  @Test
  void aRemovedScheduleIsGoneAndItsJobsStay() {
    schedules.putForTicks("report", DAILY, REPORT, o -> o);
    JobId job = schedules.runNow("report");

    assertThat(schedules.remove("report")).isTrue();
    assertThat(schedules.remove("report")).isFalse();

    assertThat(schedules.list()).isEmpty();
    assertThat(row(job, "state")).isEqualTo("PENDING");
  }

  @Test
  void theNextTicksAreThoseOfTheRuleUpToItsEnd() {
    Instant start = Instant.parse("2100-01-01T00:00:00Z");
    schedules.putForTicks(
        "report",
        Rule.every(Duration.ofDays(1)),
        REPORT,
        o -> o.start(start).end(start.plus(Duration.ofDays(2))));

    assertThat(schedules.next("report", 10))
        .containsExactly(start, start.plus(Duration.ofDays(1)), start.plus(Duration.ofDays(2)));
  }

  @Test
  void whatIsWrongIsRefusedBeforeItIsWritten() {
    assertThatThrownBy(() -> schedules.putForTicks("no blanks", DAILY, REPORT, o -> o))
        .hasMessageContaining("schedule name \"no blanks\" is not legal");
    assertThatThrownBy(
            () -> schedules.put("mail", DAILY, MAIL, new Mail("x".repeat(300_000)), o -> o))
        .isInstanceOf(TooLarge.class)
        .hasMessageContaining("arguments of schedule \"mail\"");
    assertThatThrownBy(() -> Rule.every(Duration.ofMillis(99)))
        .hasMessageContaining("use 100 ms to ten years");
    assertThatThrownBy(() -> schedules.runNow("nothing")).isInstanceOf(ScheduleUnknown.class);
    assertThat(schedules.list()).isEmpty();
  }

  @Test
  void aRuleWithoutATickBetweenItsStartAndItsEndIsRefused() {
    Rule yearly = Rule.cron("@yearly", ZoneId.of("UTC"));
    UnaryOperator<ScheduleOptions> thatYear =
        o ->
            o.start(Instant.parse("2090-01-01T00:00:01Z"))
                .end(Instant.parse("2090-12-31T23:59:59Z"));

    assertThatThrownBy(() -> schedules.putForTicks("report", yearly, REPORT, thatYear))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("never fires between its start at 2090-01-01T00:00:01Z")
        .hasMessageContaining("the first tick would be at 2091-01-01T00:00:00Z");
    assertThat(schedules.list()).isEmpty();
    assertThat(
            schedules.putForTicks(
                "report",
                yearly,
                REPORT,
                thatYear.andThen(o -> o.end(Instant.parse("2091-01-01T00:00:00Z")))::apply))
        .isTrue();
  }

  /** So an app of last year still starts. */
  @Test
  void anEndThatIsOverIsTaken() {
    assertThat(
            schedules.putForTicks(
                "report", DAILY, REPORT, o -> o.end(Instant.parse("2020-01-01T00:00:00Z"))))
        .isTrue();

    assertThat(schedules.next("report", 1)).isEmpty();
  }
}

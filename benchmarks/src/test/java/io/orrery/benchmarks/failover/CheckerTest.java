package io.orrery.benchmarks.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.benchmarks.failover.History.Ending;
import io.orrery.benchmarks.failover.History.Job;
import io.orrery.benchmarks.failover.History.Run;
import io.orrery.benchmarks.failover.History.Term;
import io.orrery.benchmarks.failover.History.Ticked;
import io.orrery.benchmarks.failover.History.Write;
import io.orrery.schedule.Misfire;
import io.orrery.schedule.Overlap;
import io.orrery.schedule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The checker finds each breach in a small history that is sound but for that. */
class CheckerTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final UUID FIRST = UUID.randomUUID();
  private static final UUID SECOND = UUID.randomUUID();
  private static final UUID ONE_OFF = UUID.randomUUID();

  private final List<Ticked> ticks = new ArrayList<>();
  private final List<Job> jobs = new ArrayList<>();
  private final List<Ending> endings = new ArrayList<>();
  private final List<Term> terms = new ArrayList<>();
  private final List<Write> writes = new ArrayList<>();
  private final Set<UUID> enqueued = new HashSet<>();
  private final List<Run> runs = new ArrayList<>();

  /** Three ticks, the second skipped, and a one-off; the second coordinator leads from 12:00:02. */
  @BeforeEach
  void aSoundHistory() {
    terms.add(new Term(1, FIRST, NOON.minusSeconds(1)));
    terms.add(new Term(2, SECOND, NOON.plusSeconds(2)));
    writes.add(new Write(FIRST, "tick", NOON.plusMillis(1)));
    writes.add(new Write(SECOND, "tick", NOON.plusSeconds(3)));
    fired(NOON);
    ticks.add(new Ticked("s", NOON.plusSeconds(1), Optional.empty()));
    fired(NOON.plusSeconds(2));
    enqueued.add(ONE_OFF);
    done(new Job(ONE_OFF, Optional.empty(), NOON, "SUCCEEDED"));
  }

  @Test
  void aSoundHistoryBreaksNothing() {
    assertThat(check()).isEmpty();
  }

  @Test
  void aTickThatNobodyDecidedIsMissing() {
    ticks.removeIf(tick -> tick.job().isEmpty());

    assertThat(check())
        .containsExactly("schedule s: tick 2026-11-21T12:00:01Z neither fired nor was skipped");
  }

  @Test
  void aTickDecidedTwiceIsDoubled() {
    ticks.add(new Ticked("s", NOON.plusSeconds(1), Optional.empty()));

    assertThat(check()).singleElement().asString().contains("12:00:01Z is doubled");
  }

  @Test
  void aTickBesideTheRuleIsNone() {
    ticks.add(new Ticked("s", NOON.plusMillis(1_500), Optional.empty()));

    assertThat(check()).singleElement().asString().contains("12:00:01.500Z is doubled, or none");
  }

  @Test
  void aSecondJobForATickIsFound() {
    done(new Job(UUID.randomUUID(), Optional.of("s"), NOON, "SUCCEEDED"));

    assertThat(check()).singleElement().asString().contains("is of no tick, or a second one");
  }

  @Test
  void aFiredTickWithoutItsJobIsFound() {
    Ticked first = ticks.getFirst();
    jobs.removeIf(job -> job.id().equals(first.job().orElseThrow()));

    assertThat(check()).singleElement().asString().contains("12:00:00Z fired without its job");
  }

  @Test
  void aJobForAnotherMomentThanItsTickIsFound() {
    Job job = jobs.removeFirst();
    jobs.add(new Job(job.id(), job.schedule(), job.runAt().minusMillis(1), job.state()));

    assertThat(check()).singleElement().asString().contains("fired without its job");
  }

  @Test
  void anEnqueuedJobWithoutARowIsLost() {
    UUID lost = UUID.randomUUID();
    enqueued.add(lost);

    assertThat(check()).containsExactly("job " + lost + " was enqueued and is lost");
  }

  @Test
  void aJobThatIsNotOverIsFound() {
    UUID open = UUID.randomUUID();
    jobs.add(new Job(open, Optional.empty(), NOON, "PENDING"));

    assertThat(check()).containsExactly("job " + open + " is PENDING, and ended []");
  }

  @Test
  void aJobThatEndedTwiceIsFound() {
    endings.add(new Ending(ONE_OFF, "SUCCEEDED"));

    assertThat(check()).singleElement().asString().contains("ended [SUCCEEDED, SUCCEEDED]");
  }

  @Test
  void aSuccessThatNoHandlerKnowsOfIsFound() {
    runs.removeIf(run -> run.job().equals(ONE_OFF));

    assertThat(check()).containsExactly("job " + ONE_OFF + " SUCCEEDED without a run");
  }

  @Test
  void aJobThatStartsBeforeItIsDueIsFound() {
    runs.add(new Run(ONE_OFF, NOON.minusMillis(1)));

    assertThat(check()).singleElement().asString().contains("started at 2026-11-21T11:59:59.999Z");
  }

  @Test
  void aWriteOfAPastLeaderIsFound() {
    writes.add(new Write(FIRST, "job", NOON.plusSeconds(2).plusMillis(1)));
    writes.add(new Write(FIRST, "job", NOON.plusSeconds(4)));

    assertThat(check())
        .containsExactly(
            "coordinator " + FIRST + " wrote to job in epoch 2, which it does not lead (2 rows)");
  }

  @Test
  void aWriteBeforeItsElectionIsFound() {
    writes.add(new Write(SECOND, "job", NOON.plusSeconds(2).minusMillis(1)));

    assertThat(check()).singleElement().asString().contains("in epoch 1, which it does not lead");
  }

  @Test
  void aWriteBeforeAllElectionsIsFound() {
    writes.add(new Write(FIRST, "job", NOON.minusSeconds(2)));

    assertThat(check()).singleElement().asString().contains("before any epoch");
  }

  @Test
  void anEpochThatComesAgainIsFound() {
    terms.add(new Term(2, FIRST, NOON.plusSeconds(5)));

    assertThat(check()).containsExactly("epoch 2 follows 2");
  }

  private List<String> check() {
    Planned planned =
        new Planned(
            "s",
            Rule.every(Duration.ofSeconds(1)),
            Duration.ofSeconds(1),
            Misfire.skip(),
            Overlap.SKIP,
            Duration.ZERO,
            NOON,
            NOON.plusMillis(2_500));
    return Checker.check(
        new History(List.of(planned), ticks, jobs, endings, terms, writes, enqueued, runs));
  }

  private void fired(Instant due) {
    UUID id = UUID.randomUUID();
    ticks.add(new Ticked("s", due, Optional.of(id)));
    done(new Job(id, Optional.of("s"), due, "SUCCEEDED"));
  }

  private void done(Job job) {
    jobs.add(job);
    endings.add(new Ending(job.id(), job.state()));
    runs.add(new Run(job.id(), job.runAt().plusMillis(2)));
  }
}

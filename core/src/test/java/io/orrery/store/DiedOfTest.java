package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.store.Ending.Kind;
import io.orrery.store.Ending.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a dead letter died of is kept in a word, by whichever statement made it one. */
class DiedOfTest extends DeadTest {
  private final Duties duties = store.duties();

  @Test
  void itIsTheClassOfTheErrorOfTheLastAttempt() {
    JobId id = died();

    assertThat(letter(id).errorType()).contains(BOOM);
    assertThat(letter(id).error()).contains(BOOM + ": boom");
    assertThat(letter(id).reason()).isEqualTo("DISCARDED");
  }

  @Test
  void whereNoErrorIsTheCauseItIsTheOutcome() {
    NewJob job = aJob(o -> o.maxRetries(0));
    store.inserts().insert(List.of(job));
    Held held = runs.claim(worker, List.of(job.id()), TYPES).claimed().getFirst().held();

    runs.end(
        List.of(new Ending(held, Kind.RETRY, Outcome.TIMED_OUT, null, "too long", Duration.ZERO)));

    assertThat(letter(job.id()).errorType()).contains("TIMED_OUT");
    assertThat(letter(job.id()).reason()).isEqualTo("RETRIES_EXHAUSTED");
  }

  @Test
  void aJobThatIsTriedAgainHasDiedOfNothing() {
    ClaimedJob job = running(1).getFirst();

    runs.end(
        List.of(new Ending(job.held(), Kind.RETRY, Outcome.FAILED, BOOM, "boom", Duration.ZERO)));

    assertThat(state(job.id())).isEqualTo(JobState.SCHEDULED);
    assertThat(row(job.id(), "error_type")).isNull();
  }

  @Test
  void aNameThatIsTooLongForAnIndexIsCut() {
    ClaimedJob job = running(1).getFirst();

    runs.end(List.of(fatal(job.held(), "漢\0".repeat(30_000))));

    assertThat(letter(job.id()).errorType().orElseThrow())
        .hasSize(Ending.LONGEST_ERROR_TYPE)
        .startsWith("漢\uFFFD");
  }

  @Test
  void thePoisonGuardIsToldFromALossWithoutRetries() {
    long epoch = store.leadership().elect(UUID.randomUUID(), Duration.ofHours(1)).orElseThrow();
    JobId poison = pending(1).getFirst();
    NewJob single = aJob(o -> o.maxRetries(0));
    store.inserts().insert(List.of(single));

    lose(epoch, single.id());
    lose(epoch, poison);
    lose(epoch, poison);
    database.moveClock(Duration.ofSeconds(11));
    duties.promote(epoch, 10);
    lose(epoch, poison);

    assertThat(letter(poison))
        .returns(true, l -> l.poison())
        .returns(3, l -> l.lost())
        .returns("WORKER_LOST", l -> l.reason());
    assertThat(letter(poison).errorType()).contains("WORKER_LOST");
    assertThat(letter(single.id()))
        .returns(false, l -> l.poison())
        .returns("WORKER_LOST", l -> l.reason());
  }

  @Test
  void anOverrunIsOne() {
    long epoch = store.leadership().elect(UUID.randomUUID(), Duration.ofHours(1)).orElseThrow();
    NewJob job = aJob(o -> o.maxRetries(0).timeout(Duration.ofSeconds(1)));
    store.inserts().insert(List.of(job));
    runs.claim(worker, List.of(job.id()), TYPES);
    database.moveClock(Duration.ofSeconds(5));

    duties.reapOverrun(epoch, Duration.ofSeconds(1), 10);

    assertThat(letter(job.id()).errorType()).contains("OVERRUN");
    assertThat(letter(job.id()).reason()).isEqualTo("RETRIES_EXHAUSTED");
  }

  /** A worker claims it and is gone. */
  private void lose(long epoch, JobId id) {
    UUID doomed = UUID.randomUUID();
    runs.register(new WorkerRow(doomed, "doomed", Map.of("default", 1), TYPES), LEASE);
    assertThat(runs.claim(doomed, List.of(id), TYPES).claimed()).hasSize(1);
    runs.leave(doomed);
    duties.reapLost(epoch, 10);
  }
}

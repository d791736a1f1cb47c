package io.orrery.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.Discard;
import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.RetryAfter;
import io.orrery.Snooze;
import io.orrery.store.ClaimedJob;
import io.orrery.store.Ending;
import io.orrery.store.Ending.Kind;
import io.orrery.store.Ending.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeTest {
  private final Judge judge = new Judge();
  private final ClaimedJob job =
      new ClaimedJob(
          JobId.next(), 7, 1, 2, "plain", QueueName.DEFAULT, 5, 1, Optional.empty(), new byte[0]);

  @Test
  void aFailureIsDelayedByItsNumber() {
    Ending ending = judge.judge(job, null, new IllegalStateException("down"));

    assertThat(ending.kind()).isEqualTo(Kind.RETRY);
    assertThat(ending.outcome()).isEqualTo(Outcome.FAILED);
    // The third failure: 8 s, cut by up to half.
    assertThat(ending.delay()).isBetween(Duration.ofMillis(3_999), Duration.ofMillis(8_001));
  }

  @Test
  void onlyATimeoutCostsARetryAmongTheReasonsToStop() {
    Ending ending = judge.judge(job, Stop.TIMEOUT, new InterruptedException());

    assertThat(ending.kind()).isEqualTo(Kind.RETRY);
    assertThat(ending.outcome()).isEqualTo(Outcome.TIMED_OUT);
  }

  @ParameterizedTest
  @EnumSource(value = Stop.class, mode = EnumSource.Mode.EXCLUDE, names = "TIMEOUT")
  void anyOtherStopReleasesTheJob(Stop stop) {
    assertThat(judge.judge(job, stop, new InterruptedException()).kind()).isEqualTo(Kind.RELEASE);
  }

  @Test
  void whatAJobDiesOfIsTheClassThatWasThrownOrTheCauseOfAVerdict() {
    IOException down = new IOException("down");

    assertThat(errorType(null, down)).isEqualTo("java.io.IOException");
    assertThat(errorType(null, new IllegalStateException(down)))
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(errorType(null, new Discard("no such customer"))).isEqualTo("io.orrery.Discard");
    assertThat(errorType(null, new Discard("no such customer", down)))
        .isEqualTo("java.io.IOException");
    assertThat(errorType(null, new RetryAfter(Duration.ZERO, "busy", down)))
        .isEqualTo("java.io.IOException");
    // The exception is the interrupt's doing: the outcome says more.
    assertThat(errorType(Stop.TIMEOUT, new InterruptedException())).isNull();
  }

  private @Nullable String errorType(@Nullable Stop stop, Throwable error) {
    return judge.judge(job, stop, error).errorType();
  }

  @ParameterizedTest
  @EnumSource(Stop.class)
  void aVerdictHoldsWhateverTheReasonToStop(Stop stop) {
    assertThat(judge.judge(job, stop, new Discard("no")).kind()).isEqualTo(Kind.DEAD);
    assertThat(judge.judge(job, stop, new Snooze(Duration.ZERO)).kind()).isEqualTo(Kind.SNOOZE);
  }
}

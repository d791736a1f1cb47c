package io.orrery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.orrery.config.ConfigKey;
import io.orrery.config.OrreryConfig;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each message names what is wrong, and what to give instead. */
class BadValueTest {
  static Stream<Arguments> nulls() {
    return Stream.of(
        missing("Snooze delay is null: use zero", () -> new Snooze(null)),
        missing("RetryAfter delay is null: use zero", () -> new RetryAfter(null)),
        missing("RetryAfter delay is null: use zero", () -> new RetryAfter(null, "busy", null)),
        missing("the job id is null", () -> new JobId(null)),
        missing("the text of a job id is null", () -> JobId.parse(null)),
        missing("the configuration key is null", () -> OrreryConfig.builder().set(null, "")),
        missing(
            "the value of ORRERY_WORKER_SLOTS is null: use an empty text",
            () -> OrreryConfig.builder().set(ConfigKey.WORKER_SLOTS, null)));
  }

  private static Arguments missing(String message, ThrowingCallable call) {
    return Arguments.of(message, call);
  }

  @ParameterizedTest
  @MethodSource("nulls")
  void whatIsMissingIsNamed(String message, ThrowingCallable call) {
    assertThatNullPointerException().isThrownBy(call).withMessageStartingWith(message);
  }

  @Test
  void aVerdictsDelayIsNeverNegativeNorLongerThanTenYears() {
    Duration negative = Duration.ofSeconds(-5);
    Duration long_ = Duration.ofDays(36_600);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Snooze(negative))
        .withMessage("Snooze delay is negative: -5s; use zero to run at once");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryAfter(negative))
        .withMessage("RetryAfter delay is negative: -5s; use zero to run at once");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryAfter(long_))
        .withMessage("RetryAfter delay is longer than ten years: 36600d; use 3660d at most");
  }

  @Test
  void aVerdictSaysItsDelayAsPeopleWriteIt() {
    assertThat(new Snooze(Duration.ofMinutes(90))).hasMessage("snoozed for 1h30m");
    assertThat(new RetryAfter(Duration.ZERO)).hasMessageEndingWith("a retry after 0s");
  }
}

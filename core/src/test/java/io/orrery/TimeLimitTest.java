package io.orrery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLimitTest {
  private static final EnqueueOptions OPTIONS =
      EnqueueOptions.of(JobType.of("a", String.class, Void.class));

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "90s,PT90S", "2m,PT2M", "1h30m,PT1H30M", "3660d,PT87840H"})
  void aLimitIsWrittenAsPeopleWriteDurations(String text, Duration limit) {
    assertThat(DurationText.parseLimit(text)).contains(limit);
  }

  @Test
  void noneIsNoLimit() {
    assertThat(DurationText.parseLimit("none")).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "'',is no duration: write it as in 500ms",
    "2 minutes,is no duration: write it as in 500ms",
    "30m1h,is no duration: write it as in 500ms",
    "-5s,is no duration: write it as in 500ms",
    "0s,ends every job at once; write none for no limit",
    "3661d,is longer than ten years; write none for no limit"
  })
  void whatIsNoLimitIsRefusedWithAWayOut(String text, String wayOut) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DurationText.parseLimit(text))
        .withMessageContaining(wayOut);
  }

  @Test
  void aJobsOwnLimitIsBoundedToo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OPTIONS.timeout(Duration.ofDays(100_000_000)))
        .withMessage("timeout is longer than ten years: 100000000d; use noTimeout() for no limit");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OPTIONS.timeout(Duration.ZERO))
        .withMessage("timeout is shorter than 1ms: 0s; use noTimeout() for no limit");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OPTIONS.timeout(Duration.ofNanos(999_999)))
        .withMessage("timeout is shorter than 1ms: 999999ns; use noTimeout() for no limit");
    assertThat(OPTIONS.timeout(Duration.ofMillis(1)).timeout()).contains(Duration.ofMillis(1));
  }
}

package io.orrery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"0s", "500ms", "90ms", "2m", "1h30m", "3d", "3d23h59m59s999ms"})
  void whatIsWrittenIsReadBack(String text) {
    assertThat(DurationText.of(DurationText.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"PT-5S,-5s", "PT-0.001S,-1ms", "PT0.000000001S,1ns", "PT90S,1m30s"})
  void whatCanNotBeGivenIsWrittenPlainlyToo(Duration duration, String text) {
    assertThat(DurationText.of(duration)).isEqualTo(text);
  }

  @Test
  void theLongestAndTheMostNegativeAreWritten() {
    assertThat(DurationText.of(Duration.ofSeconds(Long.MAX_VALUE))).startsWith("106751991167300d");
    assertThat(DurationText.of(Duration.ofSeconds(Long.MIN_VALUE))).startsWith("-106751991167300d");
  }
}

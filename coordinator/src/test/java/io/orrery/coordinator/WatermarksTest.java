package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.QueueName;
import io.orrery.store.Duties.Lane;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatermarksTest {
  private static final Duration AGE = Duration.ofSeconds(5);
  private static final Lane LANE = new Lane(QueueName.DEFAULT, 5);
  private static final Lane OTHER = new Lane(QueueName.DEFAULT, 8);

  private final TestTime time = new TestTime();
  private final Watermarks watermarks = new Watermarks(AGE, time.ambient().nanoTime());

  @Test
  void aNewLeaderKnowsNothingUntilItsFirstSampleIsOldEnough() {
    watermarks.add(Map.of(LANE, 10L));
    assertThat(watermarks.of(LANE)).isEmpty();

    time.advance(AGE);

    assertThat(watermarks.of(LANE)).hasValue(10);
  }

  @Test
  void theNewestSampleThatIsOldEnoughCounts() {
    for (long claimed = 0; claimed < 100; claimed++) {
      time.advance(Duration.ofSeconds(1));
      watermarks.add(Map.of(LANE, claimed));
    }

    assertThat(watermarks.of(LANE)).hasValue(94);
  }

  @Test
  void aSampleCountsHoweverOldWhileNoneIsBetter() {
    watermarks.add(Map.of(LANE, 10L));
    time.advance(Duration.ofHours(1));
    watermarks.add(Map.of(LANE, 20L));

    assertThat(watermarks.of(LANE)).hasValue(10);
  }

  @Test
  void aLaneThatNobodyClaimedFromHasNone() {
    watermarks.add(Map.of(LANE, 10L));
    time.advance(AGE);

    assertThat(watermarks.of(OTHER)).isEmpty();
  }

  @Test
  void aNewTermForgetsAll() {
    watermarks.add(Map.of(LANE, 10L));
    time.advance(AGE);

    watermarks.clear();

    assertThat(watermarks.of(LANE)).isEmpty();
  }
}

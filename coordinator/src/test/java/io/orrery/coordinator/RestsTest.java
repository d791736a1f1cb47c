package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.QueueName;
import io.orrery.store.Duties.Lane;
import io.orrery.store.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestsTest {
  private static final Lane LANE = new Lane(QueueName.DEFAULT, 5);
  private static final Lane OTHER = new Lane(QueueName.DEFAULT, 8);

  private final TestTime time = new TestTime();
  private final Rests rests = new Rests(Duration.ofSeconds(1), time.ambient().nanoTime());

  @Test
  void aQuickLookIsFollowedByTheLeastRest() {
    assertThat(rests.resting(LANE)).isFalse();
    rests.after(LANE, () -> look(Duration.ofMillis(1)));
    assertThat(rests.resting(LANE)).isTrue();
    assertThat(rests.resting(OTHER)).isFalse();

    time.advance(Duration.ofSeconds(1));

    assertThat(rests.resting(LANE)).isFalse();
  }

  @Test
  void aSlowLookIsFollowedByARestInProportion() {
    rests.after(LANE, () -> look(Duration.ofSeconds(2)));

    time.advance(Duration.ofSeconds(39));
    assertThat(rests.resting(LANE)).isTrue();
    time.advance(Duration.ofSeconds(1));
    assertThat(rests.resting(LANE)).isFalse();
  }

  @Test
  void aLookThatFailsIsFollowedByARestToo() {
    assertThatThrownBy(
            () ->
                rests.after(
                    LANE,
                    () -> {
                      throw new StoreUnavailable("too slow", null);
                    }))
        .isInstanceOf(StoreUnavailable.class);

    assertThat(rests.resting(LANE)).isTrue();
  }

  @Test
  void lanesThatAreGoneAreForgotten() {
    rests.after(LANE, () -> look(Duration.ofSeconds(2)));

    rests.keep(List.of(OTHER));

    assertThat(rests.resting(LANE)).isFalse();
  }

  private int look(Duration time) {
    this.time.advance(time);
    return 0;
  }
}

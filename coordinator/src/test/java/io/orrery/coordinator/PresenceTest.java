package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.store.Attendance;
import io.orrery.store.StoreUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PresenceTest {
  private final List<String> heard = new ArrayList<>();
  private boolean away;

  private final Presence presence =
      new Presence(
          new Attendance() {
            @Override
            public void arrive(Present coordinator) {
              hear("arrive");
            }

            @Override
            public void seen(Present coordinator) {
              hear("seen");
            }

            @Override
            public void leave(UUID coordinator) {
              hear("leave");
            }
          },
          () -> new Attendance.Present(new UUID(1, 1), "host-1", "redis", true, true));

  @Test
  void itArrivesIsSeenAndLeaves() {
    presence.step();
    presence.step();
    presence.leave();

    assertThat(heard).containsExactly("arrive", "seen", "leave");
  }

  @Test
  void aFailureEndsNothing() {
    away = true;
    assertThat(presence.step()).isEqualTo(Presence.BETWEEN);
    away = false;

    presence.step();

    assertThat(heard).containsExactly("arrive");
  }

  @Test
  void whereNobodyListensItLeavesWithoutAWord() {
    presence.step();
    away = true;
    presence.step();
    away = false;

    presence.leave();

    assertThat(heard).containsExactly("arrive");
  }

  private void hear(String word) {
    if (away) {
      throw new StoreUnavailable("PostgreSQL is away", null);
    }
    heard.add(word);
  }
}

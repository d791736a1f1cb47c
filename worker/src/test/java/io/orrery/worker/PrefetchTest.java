package io.orrery.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PrefetchTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void itStartsWithTheSlotsButNeverWithManyBells() {
    assertThat(new Prefetch(5, 0).current()).isEqualTo(5);
    assertThat(new Prefetch(2_000, 0).current()).isEqualTo(64);
  }

  @Test
  void largeBellsOfShortJobsAreFetchedForTwiceTheSlots() {
    Prefetch prefetch = new Prefetch(2_000, 0);

    pass(prefetch, 200, 16, 3_200);

    // 4,000 jobs at hand, 16 in each bell.
    assertThat(prefetch.review(SECOND, 64)).hasValue(250);
  }

  @Test
  void longJobsAreFetchedForTheSlots() {
    Prefetch prefetch = new Prefetch(60, 0);

    pass(prefetch, 10, 10, 5);

    assertThat(prefetch.review(SECOND, 60)).hasValue(6);
  }

  @Test
  void aSmallDifferenceIsNotWorthARoundTrip() {
    Prefetch prefetch = new Prefetch(10, 0);

    pass(prefetch, 10, 1, 20);
    int settled = prefetch.review(SECOND, 10).orElseThrow();
    pass(prefetch, 20, 1, 5);

    assertThat(settled).isEqualTo(20);
    assertThat(prefetch.review(2 * SECOND, settled)).hasValue(10);
    pass(prefetch, 10, 1, 5);
    assertThat(prefetch.review(3 * SECOND, 10)).isEmpty();
  }

  @Test
  void oneAtATimeIsEnoughUntilSlotsGoHungry() {
    Prefetch prefetch = new Prefetch(10, 0);

    prefetch.stuck();
    int stuck = prefetch.review(1, 10).orElseThrow();
    prefetch.hungry();

    assertThat(stuck).isOne();
    assertThat(prefetch.review(2, 1)).hasValue(10);
  }

  @Test
  void aBellThatWaitsToGoBackTakesNoPlace() {
    Prefetch prefetch = new Prefetch(10, 0);

    prefetch.leaves();
    int leaving = prefetch.review(1, 10).orElseThrow();
    prefetch.left();

    assertThat(leaving).isEqualTo(11);
    assertThat(prefetch.review(2, 11)).hasValue(10);
  }

  @Test
  void itFollowsTheSlotsButNeverToManyBellsAtOnce() {
    Prefetch prefetch = new Prefetch(5, 0);

    prefetch.slots(50);
    int more = prefetch.review(1, 5).orElseThrow();
    prefetch.slots(2_000);
    int many = prefetch.review(2, more).orElseThrow();
    prefetch.slots(1);

    assertThat(more).isEqualTo(50);
    assertThat(many).isEqualTo(64);
    assertThat(prefetch.review(3, many)).hasValue(1);
  }

  @Test
  void aSecondWithoutBellsTeachesNothing() {
    Prefetch prefetch = new Prefetch(10, 0);

    assertThat(prefetch.review(5 * SECOND, 10)).isEmpty();
  }

  private static void pass(Prefetch prefetch, int bells, int jobsInBell, int claimed) {
    for (int i = 0; i < bells; i++) {
      prefetch.delivered(jobsInBell);
    }
    for (int i = 0; i < claimed; i++) {
      prefetch.claimed();
    }
  }
}

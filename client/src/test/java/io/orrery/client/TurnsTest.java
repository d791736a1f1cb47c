package io.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.client.Turns.Waiter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {
  /** The clock passes zero on the way: it may start anywhere. */
  private static final long START = -TimeUnit.MILLISECONDS.toNanos(8);

  private final Turns turns = new Turns();

  @Test
  void looksAreFurtherAndFurtherApart() {
    turns.join(JobId.next(), START);

    List<Long> pauses =
        IntStream.range(0, 8)
            .mapToObj(look -> turns.untilNext(START))
            .peek(pause -> turns.take(START + pause))
            .toList();

    assertThat(pauses)
        .extracting(TimeUnit.NANOSECONDS::toMillis)
        .containsExactly(5L, 15L, 35L, 75L, 155L, 315L, 565L, 815L);
  }

  @Test
  void whoIsDueVerySoonComesAlong() {
    turns.join(JobId.next(), START);
    turns.join(JobId.next(), START + millis(5));
    turns.join(JobId.next(), START + millis(6));

    assertThat(turns.take(START + millis(5))).hasSize(2);
  }

  /** A slow database: whenever a statement is done, everybody is due again. */
  @Test
  void aCrowdTakesTurns() {
    int crowd = 4 * Turns.MOST_LOOKS;
    IntStream.range(0, crowd).forEach(i -> turns.join(JobId.next(), START));

    Set<Waiter> seen = new HashSet<>();
    for (int statement = 1; statement <= 4; statement++) {
      List<Waiter> turn = turns.take(START + millis(1_000L * statement));
      assertThat(turn).hasSize(Turns.MOST_LOOKS);
      seen.addAll(turn);
    }

    assertThat(seen).hasSize(crowd);
  }

  @Test
  void twoMayWaitForOneJobAndLeaveByThemselves() {
    JobId job = JobId.next();
    Waiter first = turns.join(job, START);
    Waiter second = turns.join(job, START);

    turns.leave(first);
    turns.leave(first);

    assertThat(turns.take(START + millis(5))).containsExactly(second);
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}

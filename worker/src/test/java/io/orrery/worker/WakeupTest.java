package io.orrery.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WakeupTest {
  private final Wakeup wakeup = new Wakeup();

  @Test
  void aSignalBeforeTheWaitIsNotLost() {
    wakeup.signal();

    wakeup.await(Long.MAX_VALUE);
  }

  /** A wait may return early, as a park may: of many after one answer, not all do. */
  @Test
  void oneWaitAnswersToAllSignalsSoFar() {
    int many = 100;
    IntStream.range(0, many).forEach(i -> wakeup.signal());
    wakeup.await(Long.MAX_VALUE);

    assertThat(IntStream.range(1, many)).anyMatch(i -> waits());
  }

  private boolean waits() {
    long start = System.nanoTime();
    wakeup.await(Duration.ofMillis(20).toNanos());
    return System.nanoTime() - start > Duration.ofMillis(1).toNanos();
  }

  @Test
  void whatWasDoneBeforeEachOfManyRacingSignalsIsSeen() throws InterruptedException {
    int rounds = 200_000;
    AtomicInteger done = new AtomicInteger();
    Thread signaller =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < rounds; i++) {
                    done.incrementAndGet();
                    wakeup.signal();
                  }
                });

    while (done.get() < rounds) {
      wakeup.await(Long.MAX_VALUE);
    }

    signaller.join();
    assertThat(done).hasValue(rounds);
  }
}

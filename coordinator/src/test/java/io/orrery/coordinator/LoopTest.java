package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void eachStepSaysHowLongToWaitForTheNext() {
    List<Duration> waits = new ArrayList<>();
    AtomicInteger steps = new AtomicInteger();

    Loop.run(
        () -> Duration.ofSeconds(steps.incrementAndGet()),
        wait -> waits.add(wait) && waits.size() < 4);

    assertThat(waits)
        .containsExactly(
            Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
  }

  @Test
  void noExceptionEndsTheLoop() {
    AtomicInteger steps = new AtomicInteger();

    Loop.run(
        () -> {
          if (steps.incrementAndGet() == 1) {
            throw new IllegalStateException("first");
          }
          throw new StackOverflowError("second");
        },
        wait -> steps.get() < 3);

    assertThat(steps).hasValue(3);
  }

  @Test
  void startedAndStoppedAtAnyMomentItEndsAndStaysEnded() {
    for (int run = 0; run < 200; run++) {
      AtomicInteger steps = new AtomicInteger();
      Loop loop =
          new Loop(
              "orrery-coordinator-stress",
              () -> Duration.ofNanos(steps.incrementAndGet() % 3 * 1_000L),
              System::nanoTime);
      loop.start();
      if (run % 2 == 0) {
        await().atMost(SOON).until(() -> steps.get() > 0);
      }
      loop.wakeWithin(Duration.ZERO);

      end(loop);

      int last = steps.get();
      loop.wakeWithin(Duration.ZERO);
      assertThat(threads("orrery-coordinator-stress")).isEmpty();
      assertThat(steps).hasValue(last);
    }
  }

  @Test
  void aLoopThatNeverStartedCanBeClosed() {
    Loop loop = new Loop("orrery-coordinator-unstarted", () -> Duration.ZERO, System::nanoTime);

    end(loop);

    assertThat(threads("orrery-coordinator-unstarted")).isEmpty();
  }

  private static void end(Loop loop) {
    loop.stop();
    new Closing(System::nanoTime).await(List.of(loop.thread()), SOON);
  }

  static List<String> threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }
}

package io.orrery.broker.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettlerTest {
  private final AtomicInteger cuts = new AtomicInteger();
  private final AtomicInteger sent = new AtomicInteger();
  private final Settler settler = new Settler(cuts::incrementAndGet);

  @AfterEach
  void stop() {
    settler.stop();
  }

  @Test
  void aSendingThatThrowsCostsTheConnectionAndNotTheThread() {
    settler.start();

    settler.add(SettlerTest::overflow);
    settler.add(sent::incrementAndGet);

    await().atMost(Ringer.SOON).until(() -> sent.get() == 1);
    assertThat(cuts).hasValue(1);
  }

  @Test
  void theLastSendingsAreMadeThoughOneThrows() {
    settler.add(SettlerTest::overflow);
    settler.add(sent::incrementAndGet);
    settler.start();

    settler.stop();

    assertThat(sent).hasValue(1);
  }

  private static void overflow() {
    throw new StackOverflowError("thrown on purpose");
  }
}

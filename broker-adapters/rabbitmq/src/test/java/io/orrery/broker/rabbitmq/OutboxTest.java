package io.orrery.broker.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orrery.broker.Hint;
import io.orrery.broker.contract.Tally;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each place in the window is given back once, whatever becomes of the message that took it. */
class OutboxTest {
  private final ExecutorService deliveries = Executors.newCachedThreadPool();
  private final Tally tally = new Tally();
  private final Semaphore window = new Semaphore(1);
  private final Session session;
  private final Outbox outbox;

  OutboxTest() throws Exception {
    session =
        new Connector(OwnRabbit.SERVER.uri(), "test", OwnRabbit.IMPATIENT, deliveries)
            .open("publish");
    outbox = new Outbox(session, OwnRabbit.IMPATIENT, tally, window);
    window.acquire();
  }

  @AfterEach
  void close() {
    session.close();
    deliveries.shutdown();
  }

  @Test
  void aMessageThatCanNotBeEncodedTakesNoPlace() {
    assertThatThrownBy(
            () ->
                outbox.send(
                    () -> {
                      throw new OutOfMemoryError("on purpose");
                    },
                    Topology::declareControl))
        .isInstanceOf(OutOfMemoryError.class);

    assertThat(window.availablePermits()).isOne();
    assertThat(tally.dropped()).isOne();
  }

  @Test
  void aMessageWhosePlaceCanNotBeDeclaredTakesNoPlace() {
    assertThatThrownBy(
            () ->
                outbox.send(
                    () -> Outgoing.of(new Hint.Due(0)),
                    connection -> {
                      throw new StackOverflowError("on purpose");
                    }))
        .isInstanceOf(StackOverflowError.class);

    assertThat(window.availablePermits()).isOne();
  }

  @Test
  void aMessageThatIsConfirmedGivesItsPlaceBack() throws Exception {
    outbox.send(() -> Outgoing.of(new Hint.Due(0)), Topology::declareControl);

    await().atMost(Ringer.SOON).until(() -> window.availablePermits() == 1);
    outbox.abandon();

    assertThat(window.availablePermits()).isOne();
    assertThat(tally.dropped()).isZero();
  }
}

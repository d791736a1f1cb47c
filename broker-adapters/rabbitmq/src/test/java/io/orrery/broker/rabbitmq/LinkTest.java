package io.orrery.broker.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orrery.broker.BrokerEvents;
import io.orrery.broker.contract.Tally;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing but its close ends a link. */
class LinkTest {
  private final ExecutorService deliveries = Executors.newCachedThreadPool();
  private final Connector connector =
      new Connector(OwnRabbit.SERVER.uri(), "test", OwnRabbit.IMPATIENT, deliveries);
  private final List<Session> sessions = new CopyOnWriteArrayList<>();

  @AfterEach
  void shutDown() {
    deliveries.shutdown();
  }

  @Test
  void aTaskThatThrowsAnErrorIsGivenANewConnection() {
    Tally tally = new Tally();
    Link link = new Link("throw", connector, tally, new Work(true));
    link.start();

    await().atMost(Ringer.SOON).until(() -> sessions.size() == 2);
    assertThat(sessions.getFirst().open()).isFalse();
    assertThat(sessions.getLast().open()).isTrue();
    assertThat(tally.lost()).isEqualTo(1);
    link.close();
  }

  @Test
  void aListenerOfEventsThatThrowsDoesNotEndIt() {
    BrokerEvents broken =
        new BrokerEvents() {
          @Override
          public void connectionLost(String why) {
            throw new StackOverflowError("thrown on purpose");
          }
        };
    Link link = new Link("listen", connector, broken, new Work(false));
    link.start();
    await().atMost(Ringer.SOON).until(() -> sessions.size() == 1);

    link.cut();

    await().atMost(Ringer.SOON).until(() -> sessions.size() == 2);
    assertThat(link.up()).isTrue();
    link.close();
  }

  /** Waits for the end of each session, and remembers it. */
  private final class Work implements Link.Task {
    private final Semaphore changes = new Semaphore(0);
    private final boolean throwing;

    /**
     * @param throwing whether the first session ends in an error
     */
    Work(boolean throwing) {
      this.throwing = throwing;
    }

    @Override
    public void work(Session session) throws InterruptedException {
      sessions.add(session);
      if (throwing && sessions.size() == 1) {
        throw new StackOverflowError("thrown on purpose");
      }
      while (session.open()) {
        changes.acquire();
      }
    }

    @Override
    public void wake() {
      changes.release();
    }
  }
}

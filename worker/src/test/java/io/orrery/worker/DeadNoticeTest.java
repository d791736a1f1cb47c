package io.orrery.worker;

import static io.orrery.worker.Handlers.PLAIN;
import static io.orrery.worker.Handlers.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.Discard;
import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.broker.Broker;
import io.orrery.broker.DeadNotice;
import io.orrery.worker.Handlers.Text;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Whoever watches the dead letters is told of each, once. */
class DeadNoticeTest extends WorkerTest {
  private static final Text DISCARDED = new Text("discarded");
  private static final Text FAILING = new Text("failing");

  private final Queue<DeadNotice> told = new ConcurrentLinkedQueue<>();

  @Test
  void eachDeadLetterIsToldOnceWithItsReason() {
    startWorker();

    JobId discarded = enqueue(PLAIN, DISCARDED);
    soon().until(() -> told.size() == 1);
    JobId failing = enqueue(PLAIN, FAILING, o -> o.maxRetries(1));
    awaitState(failing, JobState.SCHEDULED);
    promote(failing);
    soon().until(() -> told.size() == 2);
    // Proves that no notice of the others is still to come.
    JobId last = enqueue(PLAIN, DISCARDED);
    soon().until(() -> told.size() >= 3);

    assertThat(told)
        .containsExactly(
            notice(discarded, "DISCARDED"),
            notice(failing, "RETRIES_EXHAUSTED"),
            notice(last, "DISCARDED"));
  }

  private static DeadNotice notice(JobId id, String reason) {
    return new DeadNotice(id, PLAIN.name(), PLAIN.queue(), reason);
  }

  private void startWorker() {
    Connections real = Connections.open(config, "orrery-test", metrics);
    start(
        aWorker(plain((text, job) -> dying(text))),
        new Connections(
            real.runs(), real.reports(), real.schedules(), noting(real.broker()), real.close()),
        System::nanoTime);
  }

  private static Text dying(Text text) {
    throw text.equals(DISCARDED) ? new Discard("on purpose") : new IllegalStateException("always");
  }

  private Broker noting(Broker real) {
    return (Broker)
        Proxy.newProxyInstance(
            Broker.class.getClassLoader(),
            new Class<?>[] {Broker.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("notifyDead")) {
                told.add((DeadNotice) arguments[0]);
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}

package io.orrery.broker.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.broker.Delivery;
import io.orrery.broker.Doorbell;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A listener that keeps what it is lent, unsettled, for the test to take. */
final class Inbox implements Consumer<Delivery> {
  private final BlockingQueue<Delivery> lent = new LinkedBlockingQueue<>();

  @Override
  public void accept(Delivery delivery) {
    lent.add(delivery);
  }

  /** Waits for the next delivery. */
  Delivery next() throws InterruptedException {
    Delivery delivery = lent.poll(Scenarios.SOON.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(delivery).as("a delivery within %s", Scenarios.SOON).isNotNull();
    return delivery;
  }

  /** Waits for so many deliveries, and leaves them unsettled. */
  List<Delivery> next(int count) throws InterruptedException {
    List<Delivery> deliveries = new ArrayList<>();
    while (deliveries.size() < count) {
      deliveries.add(next());
    }
    return deliveries;
  }

  /** Waits for so many deliveries, and acknowledges each as it comes. */
  List<Doorbell> ack(int count) throws InterruptedException {
    List<Doorbell> doorbells = new ArrayList<>();
    while (doorbells.size() < count) {
      Delivery delivery = next();
      delivery.ack();
      doorbells.add(delivery.doorbell());
    }
    return doorbells;
  }

  /** Deliveries that came and were not taken. */
  int size() {
    return lent.size();
  }
}

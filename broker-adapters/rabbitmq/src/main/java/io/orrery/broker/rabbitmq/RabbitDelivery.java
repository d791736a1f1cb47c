package io.orrery.broker.rabbitmq;

import io.orrery.broker.Delivery;
import io.orrery.broker.Doorbell;
import java.util.concurrent.atomic.AtomicBoolean;

/** A doorbell lent by one channel. */
final class RabbitDelivery implements Delivery {
  private final Doorbell doorbell;
  private final long tag;
  private final Intake intake;

  /** RabbitMQ closes the channel on which a tag is settled twice. */
  private final AtomicBoolean settled = new AtomicBoolean();

  RabbitDelivery(Doorbell doorbell, long tag, Intake intake) {
    this.doorbell = doorbell;
    this.tag = tag;
    this.intake = intake;
  }

  @Override
  public Doorbell doorbell() {
    return doorbell;
  }

  @Override
  public void ack() {
    if (settled.compareAndSet(false, true)) {
      intake.settle(tag, false);
    }
  }

  @Override
  public void giveBack() {
    if (settled.compareAndSet(false, true)) {
      intake.settle(tag, true);
    }
  }
}

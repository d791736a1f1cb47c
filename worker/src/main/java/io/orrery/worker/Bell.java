package io.orrery.worker;

import io.orrery.JobId;
import io.orrery.broker.Delivery;
import java.util.Comparator;
import java.util.List;

/** A delivery that the dispatcher holds, and how far its jobs were asked for. */
final class Bell {
  /** Higher priority first, then whoever came first. */
  static final Comparator<Bell> ORDER =
      Comparator.<Bell>comparingInt(bell -> -bell.delivery.doorbell().priority())
          .thenComparingLong(bell -> bell.number);

  private final Lane lane;
  private final Delivery delivery;
  private final long number;
  private final long arrivedAt;
  private int next;
  private boolean returnsLater;

  /**
   * @param number rises with each delivery of a lane
   */
  Bell(Lane lane, Delivery delivery, long number, long arrivedAt) {
    this.lane = lane;
    this.delivery = delivery;
    this.number = number;
    this.arrivedAt = arrivedAt;
  }

  Lane lane() {
    return lane;
  }

  private List<JobId> jobs() {
    return delivery.doorbell().jobs();
  }

  int size() {
    return jobs().size();
  }

  boolean hasNext() {
    return next < size();
  }

  /** The next job to ask for. */
  JobId next() {
    return jobs().get(next++);
  }

  /** It must go back: another worker runs what this one does not, or a job had no answer. */
  void returnLater() {
    returnsLater = true;
  }

  boolean returnsLater() {
    return returnsLater;
  }

  long arrivedAt() {
    return arrivedAt;
  }

  void ack() {
    delivery.ack();
  }

  void giveBack() {
    delivery.giveBack();
  }
}

package io.orrery.worker;

import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.broker.Delivery;
import io.orrery.broker.Doorbell;
import java.util.List;

/** A delivery whose fate a test can see. */
final class Bells {
  /** What became of a delivery. */
  enum Fate {
    LENT,
    ACKED,
    GIVEN_BACK
  }

  static final class TestDelivery implements Delivery {
    private final Doorbell doorbell;
    private volatile Fate fate = Fate.LENT;

    private TestDelivery(Doorbell doorbell) {
      this.doorbell = doorbell;
    }

    @Override
    public Doorbell doorbell() {
      return doorbell;
    }

    @Override
    public void ack() {
      settle(Fate.ACKED);
    }

    @Override
    public void giveBack() {
      settle(Fate.GIVEN_BACK);
    }

    private void settle(Fate chosen) {
      if (fate == Fate.LENT) {
        fate = chosen;
      }
    }

    Fate fate() {
      return fate;
    }
  }

  private Bells() {}

  static TestDelivery bell(int priority, List<JobId> jobs) {
    return new TestDelivery(new Doorbell(QueueName.DEFAULT, priority, jobs));
  }
}

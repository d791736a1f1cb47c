package io.orrery.broker.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.QueueName;
import io.orrery.broker.Broker;
import io.orrery.broker.Broker.Feature;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.DeadNotice;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every broker adapter promises. A scenario that an adapter's features rule out is skipped by
 * assumption, and the class fails unless the adapter lists it in {@link #expectedSkips}.
 */
@ExtendWith(SkipsAreExpected.class)
public abstract class BrokerContract {
  /** Opens one more process's connection to the same server. The suite closes it. */
  protected abstract Broker connect(BrokerEvents events);

  /** Exactly what the adapter claims. */
  protected abstract Set<Feature> expectedFeatures();

  /** The names of the scenarios that the adapter's features rule out. */
  protected abstract Set<String> expectedSkips();

  /** Takes all that waits on the dead-letter queue, oldest first. */
  protected abstract List<DeadNotice> takeDeadNotices();

  /** Takes a queue away behind the adapter's back. Only for {@link Feature#REPORTS_UNROUTABLE}. */
  protected void deleteQueue(QueueName name) {
    throw new UnsupportedOperationException("delete queue " + name);
  }

  /** Cuts the connections of all brokers. Only for {@link Feature#REMOTE}. */
  protected void cutConnections() {
    throw new UnsupportedOperationException("cut the connections");
  }

  /** Stops the server in good order and starts it again. Only for {@link Feature#DURABLE}. */
  protected void restartServer() {
    throw new UnsupportedOperationException("restart the server");
  }

  @Test
  void theFeaturesAreTheseAndNoOthers() {
    try (Broker broker = connect(new Tally())) {
      assertThat(broker.features()).isEqualTo(expectedFeatures());
    }
  }

  @Nested
  final class Ringing extends RingScenarios {
    Ringing() {
      super(BrokerContract.this);
    }
  }

  @Nested
  final class Settling extends SettleScenarios {
    Settling() {
      super(BrokerContract.this);
    }
  }

  @Nested
  final class Acknowledging extends AckScenarios {
    Acknowledging() {
      super(BrokerContract.this);
    }
  }

  @Nested
  final class Subscribing extends SubscribeScenarios {
    Subscribing() {
      super(BrokerContract.this);
    }
  }

  @Nested
  final class Pausing extends PauseScenarios {
    Pausing() {
      super(BrokerContract.this);
    }
  }

  @Nested
  final class Closing extends CloseScenarios {
    Closing() {
      super(BrokerContract.this);
    }
  }

  @Nested
  final class Telling extends HintScenarios {
    Telling() {
      super(BrokerContract.this);
    }
  }

  @Nested
  final class Losing extends FaultScenarios {
    Losing() {
      super(BrokerContract.this);
    }
  }
}

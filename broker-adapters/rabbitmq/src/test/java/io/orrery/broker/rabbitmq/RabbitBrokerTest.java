package io.orrery.broker.rabbitmq;

import io.orrery.QueueName;
import io.orrery.broker.Broker;
import io.orrery.broker.Broker.Feature;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.DeadNotice;
import io.orrery.broker.contract.BrokerContract;
import java.util.List;
import java.util.Set;

class RabbitBrokerTest extends BrokerContract {
  @Override
  protected Broker connect(BrokerEvents events) {
    return OwnRabbit.connect(events);
  }

  @Override
  protected Set<Feature> expectedFeatures() {
    return Set.of(Feature.DURABLE, Feature.PRIORITY, Feature.REPORTS_UNROUTABLE, Feature.REMOTE);
  }

  @Override
  protected Set<String> expectedSkips() {
    return Set.of();
  }

  @Override
  protected List<DeadNotice> takeDeadNotices() {
    return OwnRabbit.takeDeadNotices();
  }

  @Override
  protected void deleteQueue(QueueName name) {
    OwnRabbit.deleteQueue(name);
  }

  @Override
  protected void cutConnections() {
    OwnRabbit.SERVER.runRabbitmqctl("close_all_connections", "cut on purpose");
  }

  @Override
  protected void restartServer() {
    OwnRabbit.restart();
  }
}

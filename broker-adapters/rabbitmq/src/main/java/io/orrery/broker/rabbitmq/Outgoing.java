package io.orrery.broker.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.MessageProperties;
import io.orrery.broker.DeadNotice;
import io.orrery.broker.DeadNoticeFormat;
import io.orrery.broker.Doorbell;
import io.orrery.broker.DoorbellFormat;
import io.orrery.broker.Hint;
import io.orrery.broker.HintFormat;
import io.orrery.broker.News;
import io.orrery.broker.NewsFormat;

/**
 * A message as it is published.
 *
 * @param mandatory whether it comes back if no queue takes it
 */
record Outgoing(
    String exchange,
    String routingKey,
    boolean mandatory,
    AMQP.BasicProperties properties,
    byte[] body) {

  /** Written to disk before it is confirmed, to outlive a restart of the broker. */
  private static final AMQP.BasicProperties DURABLE = MessageProperties.MINIMAL_PERSISTENT_BASIC;

  /** By priority. */
  private static final AMQP.BasicProperties[] DOORBELL = new AMQP.BasicProperties[10];

  static {
    for (int priority = 0; priority < DOORBELL.length; priority++) {
      DOORBELL[priority] = DURABLE.builder().priority(priority).build();
    }
  }

  static Outgoing of(Doorbell doorbell) {
    return new Outgoing(
        Topology.DEFAULT_EXCHANGE,
        Topology.jobs(doorbell.queue()),
        true,
        DOORBELL[doorbell.priority()],
        DoorbellFormat.encode(doorbell));
  }

  static Outgoing of(DeadNotice notice) {
    return new Outgoing(
        Topology.DEFAULT_EXCHANGE, Topology.DEAD, true, DURABLE, DeadNoticeFormat.encode(notice));
  }

  static Outgoing of(Hint hint) {
    return new Outgoing(
        Topology.CONTROL,
        HintFormat.kind(hint),
        false,
        MessageProperties.MINIMAL_BASIC,
        HintFormat.encode(hint));
  }

  static Outgoing of(News news) {
    return new Outgoing(
        Topology.CONTROL,
        Topology.NEWS,
        false,
        MessageProperties.MINIMAL_BASIC,
        NewsFormat.encode(news));
  }

  /** No queue takes it, and nobody minds: all that matters is whether it is confirmed. */
  static Outgoing probe() {
    return new Outgoing(
        Topology.DEFAULT_EXCHANGE,
        Topology.PROBE,
        false,
        MessageProperties.MINIMAL_BASIC,
        new byte[0]);
  }
}

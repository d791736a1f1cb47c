package io.orrery.broker.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.orrery.broker.Broker.Registration;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.MalformedMessage;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener's queue on the control exchange. */
final class BroadcastInlet<T> implements Inlet, Registration {
  private static final Logger log = LoggerFactory.getLogger(BroadcastInlet.class);

  private final Broadcast<T> broadcast;
  private final Consumer<T> listener;
  private final Runnable wake;
  private final BrokerEvents events;
  private volatile boolean closed;

  // Of the receiver's thread alone.
  private @Nullable Ear ear;
  private final Pace pace = new Pace(System::nanoTime);

  BroadcastInlet(Broadcast<T> broadcast, Consumer<T> listener, Runnable wake, BrokerEvents events) {
    this.broadcast = broadcast;
    this.listener = listener;
    this.wake = wake;
    this.events = events;
  }

  /** Nothing is told from now on; its queue goes with its channel, a moment later. */
  @Override
  public void close() {
    closed = true;
    wake.run();
  }

  @Override
  public boolean tend(Connection connection) throws IOException {
    Ear current = ear;
    if (closed) {
      if (current != null) {
        ear = null;
        current.getChannel().abort();
      }
      return false;
    }
    return (current != null && current.open()) || reopen(connection, current);
  }

  private boolean reopen(Connection connection, @Nullable Ear broken) throws IOException {
    if (!pace.begin()) {
      return false;
    }
    if (broken != null) {
      broken.getChannel().abort();
    }
    Ear next = new Ear(Topology.open(connection));
    ear = next;
    next.getChannel().basicConsume(broadcast.declaring().on(next.getChannel()), true, next);
    pace.succeeded();
    return true;
  }

  @Override
  public boolean ended() {
    return closed && ear == null;
  }

  @Override
  public boolean suspicious() {
    return false; // Its queue is never counted: what is lost costs nothing but time.
  }

  @Override
  public boolean missing(Connection connection) {
    return false;
  }

  @Override
  public String toString() {
    return broadcast.name() + " of " + Topology.CONTROL;
  }

  private void tell(byte[] body) {
    if (closed) {
      return;
    }
    try {
      listener.accept(broadcast.decoding().apply(body));
    } catch (MalformedMessage e) {
      log.warn("One of {} is dropped: {}", this, e.getMessage());
      events.messageMalformed();
    } catch (RuntimeException | Error e) {
      log.error("A listener to {} threw", this, e);
    }
  }

  private final class Ear extends DefaultConsumer {
    private volatile boolean cancelled;

    Ear(Channel channel) {
      super(channel);
    }

    boolean open() {
      return !cancelled && getChannel().isOpen();
    }

    @Override
    public void handleDelivery(
        String consumerTag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
      tell(body);
    }

    @Override
    public void handleCancel(String consumerTag) {
      cancelled = true;
      wake.run();
    }

    @Override
    public void handleShutdownSignal(String consumerTag, ShutdownSignalException signal) {
      wake.run();
    }
  }
}

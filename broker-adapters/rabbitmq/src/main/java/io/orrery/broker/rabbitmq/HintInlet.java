package io.orrery.broker.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.orrery.broker.Broker.Registration;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Hint;
import io.orrery.broker.HintFormat;
import io.orrery.broker.MalformedMessage;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This process's queue on the control exchange, and all who listen to it. */
final class HintInlet implements Inlet {
  private static final Logger log = LoggerFactory.getLogger(HintInlet.class);

  private final Runnable wake;
  private final BrokerEvents events;
  private final List<Listening> listeners = new CopyOnWriteArrayList<>();

  // Of the receiver's thread alone.
  private @Nullable Ear ear;
  private final Pace pace = new Pace(System::nanoTime);

  HintInlet(Runnable wake, BrokerEvents events) {
    this.wake = wake;
    this.events = events;
  }

  Registration listen(Consumer<Hint> listener) {
    Listening listening = new Listening(listener);
    listeners.add(listening);
    return listening;
  }

  @Override
  public boolean tend(Connection connection) throws IOException {
    Ear current = ear;
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
    next.getChannel().basicConsume(Topology.declareHints(next.getChannel()), true, next);
    pace.succeeded();
    return true;
  }

  @Override
  public boolean ended() {
    return false;
  }

  @Override
  public boolean suspicious() {
    return false; // Its queue is never counted: a lost hint costs nothing but time.
  }

  @Override
  public boolean missing(Connection connection) {
    return false;
  }

  @Override
  public String toString() {
    return "the hints of " + Topology.CONTROL;
  }

  private void tell(byte[] body) {
    try {
      Hint hint = HintFormat.decode(body);
      listeners.forEach(listening -> listening.tell(hint));
    } catch (MalformedMessage e) {
      log.warn("A hint is dropped: {}", e.getMessage());
      events.messageMalformed();
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

  private final class Listening implements Registration {
    private final Consumer<Hint> listener;

    Listening(Consumer<Hint> listener) {
      this.listener = listener;
    }

    void tell(Hint hint) {
      try {
        listener.accept(hint);
      } catch (RuntimeException | Error e) {
        log.error("A hint listener threw on {}", hint, e);
      }
    }

    @Override
    public void close() {
      listeners.remove(this);
    }
  }
}

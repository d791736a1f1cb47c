package io.orrery.broker.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;
import org.jspecify.annotations.Nullable;

/** What the broker said when it closed a channel or connection, dug out of the exception. */
final class Reply {
  private Reply() {}

  /** The reply code of AMQP; 0 if the broker said nothing. */
  static int code(Throwable thrown) {
    Method reason = method(thrown);
    if (reason instanceof AMQP.Channel.Close close) {
      return close.getReplyCode();
    }
    return reason instanceof AMQP.Connection.Close close ? close.getReplyCode() : 0;
  }

  /** The broker's words, or else those of the exception beneath all others. */
  static String words(Throwable thrown) {
    Method reason = method(thrown);
    if (reason instanceof AMQP.Channel.Close close) {
      return close.getReplyText();
    }
    return reason instanceof AMQP.Connection.Close close ? close.getReplyText() : root(thrown);
  }

  /** What an operator can do about a queue or exchange that the broker refused. */
  static String wayOut(Throwable thrown) {
    return switch (code(thrown)) {
      case AMQP.ACCESS_REFUSED, AMQP.NOT_FOUND ->
          "Permit this user what docs/broker.md names, or end whoever consumes it exclusively";
      case AMQP.RESOURCE_LOCKED -> "End the connection that owns it exclusively";
      case AMQP.PRECONDITION_FAILED ->
          "It was made with other arguments: delete it, and it is made anew";
      default -> "RabbitMQ's own log may tell more";
    };
  }

  private static String root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString();
  }

  private static @Nullable Method method(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ShutdownSignalException signal && signal.getReason() != null) {
        return signal.getReason();
      }
    }
    return null;
  }
}

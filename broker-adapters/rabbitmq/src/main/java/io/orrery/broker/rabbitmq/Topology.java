package io.orrery.broker.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.orrery.QueueName;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names and arguments of what lives in the broker. RabbitMQ refuses to declare a queue again
 * with other arguments, so that a change to them needs a new version in the name.
 */
final class Topology {
  private static final Logger log = LoggerFactory.getLogger(Topology.class);

  /** Routes straight to the queue that the routing key names. */
  static final String DEFAULT_EXCHANGE = "";

  static final String DEAD = "orrery.dead.v1";
  static final String CONTROL = "orrery.control.v1";

  /** Routing keys of hints are one word. */
  static final String EVERY_HINT = "*";

  static final String NEWS = "news.jobs";

  /** The name of no queue. */
  static final String PROBE = "orrery.probe";

  private static final String JOBS = "orrery.jobs.v1.";
  private static final int MOST_NOTICES = 100_000;
  private static final int MOST_HINTS = 10_000;
  private static final int MOST_NEWS = 1_000;

  /** So that whoever does not keep up costs the broker no more. */
  private static final int MOST_BYTES = 16 * 1024 * 1024;

  /** Classic, because quorum queues order by priority differently from version to version. */
  static final Map<String, Object> JOBS_ARGUMENTS =
      Map.of("x-queue-type", "classic", "x-max-priority", 9);

  static final Map<String, Object> DEAD_ARGUMENTS =
      Map.of("x-queue-type", "classic", "x-max-length", MOST_NOTICES, "x-overflow", "drop-head");

  private Topology() {}

  static String jobs(QueueName queue) {
    return JOBS + queue;
  }

  /**
   * Makes sure that a queue of doorbells is there. One that has other arguments, or that we may not
   * declare, is used as it is.
   */
  static void declareJobs(Connection connection, QueueName queue)
      throws IOException, TimeoutException {
    String name = jobs(queue);
    try {
      onChannel(connection, c -> c.queueDeclare(name, true, false, false, JOBS_ARGUMENTS));
    } catch (IOException e) {
      int code = Reply.code(e);
      if (code != AMQP.PRECONDITION_FAILED && code != AMQP.ACCESS_REFUSED) {
        throw e;
      }
      useAsItIs(connection, name, e);
    }
  }

  private static void useAsItIs(Connection connection, String name, IOException refused)
      throws IOException, TimeoutException {
    try {
      onChannel(connection, channel -> channel.queueDeclarePassive(name));
    } catch (IOException missing) {
      refused.addSuppressed(missing);
      throw refused;
    }
    log.warn(
        "RabbitMQ queue {} is used as it is, and its priorities may not hold: {}. {}",
        name,
        Reply.words(refused),
        Reply.wayOut(refused));
  }

  static void declareDead(Connection connection) throws IOException, TimeoutException {
    onChannel(
        connection, channel -> channel.queueDeclare(DEAD, true, false, false, DEAD_ARGUMENTS));
  }

  static void declareControl(Connection connection) throws IOException, TimeoutException {
    onChannel(connection, channel -> channel.exchangeDeclare(CONTROL, "topic", true));
  }

  /** Makes this process's own queue of hints, which goes when the channel's connection does. */
  static String declareHints(Channel channel) throws IOException {
    return declareOwn(channel, EVERY_HINT, MOST_HINTS);
  }

  /** The same for news: whoever does not keep up misses the oldest. */
  static String declareNews(Channel channel) throws IOException {
    return declareOwn(channel, NEWS, MOST_NEWS);
  }

  private static String declareOwn(Channel channel, String key, int most) throws IOException {
    channel.exchangeDeclare(CONTROL, "topic", true);
    Map<String, Object> arguments =
        Map.of("x-max-length", most, "x-max-length-bytes", MOST_BYTES, "x-overflow", "drop-head");
    String queue = channel.queueDeclare("", false, true, true, arguments).getQueue();
    channel.queueBind(queue, CONTROL, key);
    return queue;
  }

  /**
   * Messages that are ready in a queue. One that is not there has lost all that was rung, but is
   * empty only once it can be rung again: so it is made first.
   */
  static long depth(Connection connection, QueueName queue) throws IOException, TimeoutException {
    try {
      return count(connection, queue);
    } catch (IOException e) {
      if (Reply.code(e) != AMQP.NOT_FOUND) {
        throw e;
      }
    }
    declareJobs(connection, queue);
    return count(connection, queue);
  }

  private static long count(Connection connection, QueueName queue)
      throws IOException, TimeoutException {
    return onChannel(connection, channel -> channel.queueDeclarePassive(jobs(queue)))
        .getMessageCount();
  }

  interface Question<T> {
    T ask(Channel channel) throws IOException;
  }

  /**
   * Asks on a channel of its own: a refusal closes the channel on which it was asked. Where no
   * answer comes the channel is left to its connection, which is no good any more.
   */
  private static <T> T onChannel(Connection connection, Question<T> question)
      throws IOException, TimeoutException {
    Channel channel = open(connection);
    T answer = question.ask(channel);
    channel.close();
    return answer;
  }

  static Channel open(Connection connection) throws IOException {
    return connection
        .openChannel()
        .orElseThrow(() -> new IOException("the connection has no channel left"));
  }
}

package io.orrery.broker.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.SocketConfigurator;
import com.rabbitmq.client.SocketConfigurators;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import io.orrery.broker.BrokerRefused;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens connections to one broker. Its messages name host and port, never the URI's password. */
final class Connector {
  private static final Logger log = LoggerFactory.getLogger(Connector.class);

  private final ConnectionFactory factory = new ConnectionFactory();
  private final SocketConfigurator sockets;
  private final String processName;
  private final ExecutorService deliveries;

  /**
   * Reads {@code amqp[s]://user:password@host:port/vhost}.
   *
   * @param deliveries calls the consumers of all connections
   * @throws IllegalArgumentException if the URI is malformed
   */
  Connector(URI uri, String processName, RabbitSettings settings, ExecutorService deliveries) {
    AmqpUri.check(uri);
    this.processName = processName;
    this.deliveries = deliveries;
    this.sockets = read(uri);
    factory.setConnectionTimeout(millis(settings.connect()));
    factory.setHandshakeTimeout(millis(settings.connect()));
    factory.setChannelRpcTimeout(millis(settings.rpc()));
    factory.setRequestedHeartbeat(Math.toIntExact(settings.heartbeat().toSeconds()));
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setThreadFactory(Thread.ofPlatform().daemon().factory());
    factory.setExceptionHandler(new QuietHandler());
  }

  private SocketConfigurator read(URI uri) {
    SocketConfigurator plain = SocketConfigurators.defaultConfigurator();
    try {
      factory.setUri(uri);
      if (!factory.isSSL()) {
        return plain;
      }
      // Said again here, so that no default of the library can ever mean "trust anybody".
      factory.useSslProtocol(SSLContext.getDefault());
      return plain.andThen(SocketConfigurators.enableHostnameVerification());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM offers no TLS to connect to " + where(), e);
    }
  }

  /** The broker's host and port. */
  String where() {
    return factory.getHost() + ":" + factory.getPort();
  }

  /**
   * Connects once.
   *
   * @param purpose shown beside the process's name in the broker's list of connections
   * @throws IOException if the broker can't be reached, or ended the handshake
   * @throws BrokerRefused if it said no for good
   */
  Session open(String purpose) throws IOException, TimeoutException {
    AtomicReference<Socket> socket = new AtomicReference<>();
    ConnectionFactory one = factory.clone();
    one.setSocketConfigurator(sockets.andThen(socket::set));
    try {
      Connection connection = one.newConnection(deliveries, processName + " " + purpose);
      return new Session(connection, socket.get());
    } catch (IOException e) {
      if (refused(e)) {
        throw new BrokerRefused(
            "RabbitMQ at "
                + where()
                + " refused: "
                + Reply.words(e)
                + "; check user, password and virtual host in ORRERY_AMQP_URI",
            e);
      }
      throw e;
    }
  }

  private static boolean refused(IOException thrown) {
    int code = Reply.code(thrown);
    return thrown instanceof AuthenticationFailureException
        || code == AMQP.ACCESS_REFUSED
        || code == AMQP.NOT_ALLOWED
        || hasCause(thrown, CertificateException.class);
  }

  private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }

  /** The owner of a connection logs what becomes of it, once; the library need not. */
  private static final class QuietHandler extends ForgivingExceptionHandler {
    @Override
    protected void log(String message, Throwable thrown) {
      log.debug(message, thrown);
    }
  }
}

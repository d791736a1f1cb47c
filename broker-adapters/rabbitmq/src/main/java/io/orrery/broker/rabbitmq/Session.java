package io.orrery.broker.rabbitmq;

import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection from its opening to its loss. Safe for many threads. */
record Session(Connection connection, Socket socket) {
  private static final Logger log = LoggerFactory.getLogger(Session.class);

  private static final int CLOSE_MILLIS = 2_000;

  boolean open() {
    return connection.isOpen();
  }

  /**
   * Says goodbye, and waits at most 2 s for the answer; then the connection is cut, because a
   * frozen broker may not even let the goodbye be written.
   */
  void close() {
    CountDownLatch said = new CountDownLatch(1);
    Thread.ofPlatform().daemon().name("orrery-rabbitmq-goodbye").start(() -> cutUnless(said));
    connection.abort(CLOSE_MILLIS);
    said.countDown();
  }

  private void cutUnless(CountDownLatch said) {
    try {
      if (!said.await(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
        cut();
      }
    } catch (InterruptedException e) {
      cut();
    }
  }

  /**
   * Closes the socket under the connection. All else waits for locks that a write to a frozen
   * broker holds for ever; this ends the write.
   */
  void cut() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      log.debug("The socket was closed already", e);
    }
  }

  /** Why it ended, in words for a log. */
  String reason() {
    Throwable reason = connection.getCloseReason();
    return reason == null ? "its channel was closed" : Reply.words(reason);
  }
}

package io.orrery.benchmarks.failover;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way from one coordinator to PostgreSQL. While it is held, nothing arrives on either side and
 * nothing is lost: what was sent comes late, as on a network that stalls.
 */
final class Line implements AutoCloseable {
  private static final int BUFFER = 16 * 1024;

  private final InetSocketAddress target;
  private final ServerSocket entrance;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();

  private boolean held; // Guarded by lock.

  private Line(InetSocketAddress target) throws IOException {
    this.target = target;
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  static Line to(InetSocketAddress target) throws IOException {
    Line line = new Line(target);
    Thread.ofVirtual().name("line-entrance").start(line::accept);
    return line;
  }

  /** Where to connect instead of to the target. */
  InetSocketAddress address() {
    return new InetSocketAddress(entrance.getInetAddress(), entrance.getLocalPort());
  }

  void hold() {
    set(true);
  }

  void release() {
    set(false);
  }

  private void set(boolean hold) {
    lock.lock();
    try {
      held = hold;
      freed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    release();
    sockets.forEach(Line::hangUp);
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        connect(entrance.accept());
      } catch (IOException e) {
        // Closed, or the target is away: the caller sees its connection end.
      }
    }
  }

  private void connect(Socket near) throws IOException {
    Socket far = new Socket();
    sockets.add(near);
    sockets.add(far);
    try {
      far.connect(target);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
    } catch (IOException e) {
      end(near, far);
      throw e;
    }
    Thread.ofVirtual().name("line-out").start(() -> pump(near, far));
    Thread.ofVirtual().name("line-back").start(() -> pump(far, near));
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        awaitFree();
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // One side is gone: so is the connection.
    } finally {
      awaitFree();
      end(from, to);
    }
  }

  private void awaitFree() {
    lock.lock();
    try {
      while (held) {
        freed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void end(Socket one, Socket other) {
    hangUp(one);
    hangUp(other);
    sockets.remove(one);
    sockets.remove(other);
  }

  private static void hangUp(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone already.
    }
  }
}

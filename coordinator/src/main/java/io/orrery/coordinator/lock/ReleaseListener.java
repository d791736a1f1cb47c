package io.orrery.coordinator.lock;

import io.orrery.config.RedisAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Hears of releases on a channel, on a thread and a connection of its own, which it opens with the
 * first listener and again after any error. A release that falls into a gap is not heard: the
 * candidates' own tries cover that.
 */
final class ReleaseListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ReleaseListener.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** To connect, to greet and to subscribe, each with its own time limit. */
  private static final Duration PATIENCE = RedisClients.TIMEOUT.multipliedBy(3);

  private final RedisAddress address;
  private final String channel;
  private final String me;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch tried = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  private @Nullable Thread thread; // Guarded by this.
  private volatile @Nullable Subscription subscription;

  /**
   * @param me what this candidate's own releases say
   */
  ReleaseListener(RedisAddress address, String channel, String me) {
    this.address = address;
    this.channel = channel;
    this.me = me;
  }

  /** Waits until the first subscription stands, or has failed. */
  void add(Runnable listener) {
    listeners.add(listener);
    start();
    try {
      if (!tried.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        log.debug("{} can't be listened to yet: going on without", address);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Its answer, or its absence, tells whether the connection still lives. */
  void ping() {
    Subscription current = subscription;
    if (current != null) {
      current.askForLife();
    }
  }

  @Override
  public synchronized void close() {
    listeners.clear();
    closed.countDown();
    Subscription current = subscription;
    if (current != null) {
      current.end();
    }
    if (thread != null) {
      Threads.end(thread, PATIENCE);
    }
  }

  private synchronized void start() {
    if (thread == null && closed.getCount() > 0) {
      thread = Thread.ofPlatform().daemon().name("orrery-coordinator-lock").start(this::listen);
    }
  }

  private void listen() {
    try {
      do {
        listenOnce();
      } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      // Only close() interrupts this thread, which ends with it.
    }
  }

  private void listenOnce() {
    Subscription current = new Subscription();
    try (UnifiedJedis redis = RedisClients.connect(address)) {
      subscription = current;
      redis.subscribe(current, channel);
    } catch (RuntimeException e) {
      // Whatever it is: without this thread, no release would ever be heard of again.
      log.debug("{} can't be listened to; trying again", address, e);
    } finally {
      subscription = null;
      tried.countDown();
    }
  }

  private final class Subscription extends JedisPubSub {
    @Override
    public void onSubscribe(String name, int count) {
      tried.countDown();
      if (closed.getCount() == 0) {
        end();
      }
    }

    @Override
    public void onMessage(String name, String releaser) {
      if (!releaser.equals(me)) {
        listeners.forEach(Runnable::run);
      }
    }

    void askForLife() {
      try {
        if (isSubscribed()) {
          ping();
        }
      } catch (JedisException e) {
        log.debug("{} can't be pinged: its silence will end the subscription", address, e);
      }
    }

    void end() {
      try {
        if (isSubscribed()) {
          unsubscribe();
        }
      } catch (JedisException e) {
        log.debug("{} can't be unsubscribed from: the connection ends all the same", address, e);
      }
    }
  }
}

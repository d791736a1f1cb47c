package io.orrery.coordinator;

import io.orrery.broker.Broker;
import io.orrery.config.OrreryConfig;
import io.orrery.lifecycle.Shutdown;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * A running coordinator. It seeks to lead; any number may run side by side, and one leads at a
 * time. Safe for many threads. Its own threads are daemons, named {@code orrery-coordinator-…}.
 */
public final class Coordinator implements AutoCloseable {
  /** A statement or a question to the broker, and then some; for all rounds together. */
  private static final Duration ROUND = Duration.ofSeconds(15);

  private static final Duration FAREWELL = Duration.ofSeconds(5);
  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final UUID id;
  private final Resources resources;
  private final Parts parts;
  private final LongSupplier nanoTime;
  private final Loop election;
  private final Loop presence;
  private final Broker.Registration hints;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);

  Coordinator(UUID id, Resources resources, Parts parts, Ambient ambient) {
    this.id = id;
    this.resources = resources;
    this.parts = parts;
    this.nanoTime = ambient.nanoTime();
    this.election =
        new Loop("orrery-coordinator-election", parts.election()::step, ambient.nanoTime());
    this.presence =
        new Loop("orrery-coordinator-presence", parts.presence()::step, ambient.nanoTime());
    this.hints = resources.broker().onHint(parts.supervisor()::hear);
    resources.lock().onReleased(() -> election.wakeWithin(Duration.ZERO));
  }

  /**
   * Starts a coordinator alone in its process.
   *
   * @throws io.orrery.store.StoreUnavailable if PostgreSQL could not be reached within the start
   *     timeout
   * @throws io.orrery.store.StoreRefused if PostgreSQL says no for good, or the schema has another
   *     version
   * @throws io.orrery.broker.BrokerRefused if the broker says no for good; one that is only away is
   *     waited for while the coordinator runs
   */
  public static Coordinator start(OrreryConfig config) {
    return builder(config).start();
  }

  /** Begins to describe a coordinator that shares a lock, or is measured. */
  public static CoordinatorBuilder builder(OrreryConfig config) {
    return new CoordinatorBuilder(config);
  }

  void run() {
    parts.supervisor().start();
    election.start();
    presence.start();
  }

  /** Made for this start; what {@code orrery.leadership} names as leader. */
  public UUID id() {
    return id;
  }

  /** The epoch under which this coordinator leads at this moment; empty while it does not. */
  public OptionalLong epoch() {
    return parts.office().epoch();
  }

  /**
   * Waits until the coordinator has been closed. From now on, a signal that ends the process
   * (SIGTERM, Ctrl-C) closes it first.
   */
  public void awaitShutdown() throws InterruptedException {
    // Nothing to hurry: what a close waits for is bounded and short.
    Shutdown.await(ended, this::close, () -> {});
  }

  /**
   * Ends the duties after the statements under way, then the lease, so that another may lead at
   * once. Waits for all of that, also when somebody else has begun it, but no longer than 30 s,
   * whatever PostgreSQL and the broker do; an interrupt of the caller ends the wait.
   */
  @Override
  public void close() {
    end(true);
  }

  /** Ends as if the process had been killed: whatever it held stays held until its time is over. */
  void abandon() {
    end(false);
  }

  private void end(boolean inOrder) {
    if (closing.compareAndSet(false, true)) {
      Closing end = new Closing(nanoTime);
      try {
        end(end, inOrder);
      } finally {
        ended.countDown();
        end.done();
      }
    } else {
      awaitEnd();
    }
  }

  private void end(Closing end, boolean inOrder) {
    Stream.of(election, presence).forEach(Loop::stop);
    parts.supervisor().stop();
    end.step("stop listening for hints", FAREWELL, hints::close);
    end.await(
        Stream.concat(Stream.of(election.thread()), parts.supervisor().threads()).toList(), ROUND);
    if (inOrder && !election.thread().isAlive()) {
      end.step("end its lease", FAREWELL, parts.election()::leave);
    }
    end.await(List.of(presence.thread()), FAREWELL);
    if (inOrder && !presence.thread().isAlive()) {
      end.step("leave the list of coordinators", FAREWELL, parts.presence()::leave);
    }
    end.step("close its connections", CLOSE, resources::close);
  }

  private void awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

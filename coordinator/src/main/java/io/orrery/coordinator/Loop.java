package io.orrery.coordinator;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that repeats a step, each time after the pause that the last one asked for. A step that
 * throws is logged and repeated: no exception ends the loop.
 */
final class Loop {
  /** One round. Returns how long to wait before the next. */
  @FunctionalInterface
  interface Step {
    Duration run();
  }

  private static final Logger log = LoggerFactory.getLogger(Loop.class);

  /** After a step that threw. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Alarm alarm;
  private final Thread thread;

  /**
   * @param name of the thread
   * @param nanoTime monotonic, as {@link System#nanoTime}
   */
  Loop(String name, Step step, LongSupplier nanoTime) {
    this.alarm = new Alarm(nanoTime);
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> run(step, alarm));
  }

  void start() {
    thread.start();
  }

  /** Lets the next step begin no later than so long from now. */
  void wakeWithin(Duration most) {
    alarm.wakeWithin(most);
  }

  /** Asks the loop to end after the step that is under way, and does not wait for it. */
  void stop() {
    alarm.stop();
  }

  /** It ends after the step that is under way when the loop was stopped. */
  Thread thread() {
    return thread;
  }

  static void run(Step step, Pacer pacer) {
    Duration wait = Duration.ZERO;
    while (pacer.await(wait)) {
      wait = afterOne(step);
    }
  }

  private static Duration afterOne(Step step) {
    try {
      return step.run();
    } catch (RuntimeException | Error e) {
      log.error(
          "{} failed; it goes on in {} s", Thread.currentThread().getName(), PAUSE.toSeconds(), e);
      return PAUSE;
    }
  }
}

package io.orrery.worker.report;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The report of the attempt whose handler runs on this thread: how an appender of a logging library
 * finds it. Threads that a handler starts itself have none.
 */
public final class CurrentReport {
  private static final ThreadLocal<@Nullable Supplier<Report>> CURRENT = new ThreadLocal<>();

  private CurrentReport() {}

  /** Empty on a thread that runs no handler. */
  public static Optional<Report> find() {
    return Optional.ofNullable(CURRENT.get()).map(Supplier::get);
  }

  /** Runs a handler, whose report is made once somebody asks for it. */
  public static <T extends @Nullable Object> T during(Supplier<Report> report, Callable<T> handler)
      throws Exception {
    CURRENT.set(report);
    try {
      return handler.call();
    } finally {
      CURRENT.remove();
    }
  }
}

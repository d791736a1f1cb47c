package io.orrery.worker;

import io.orrery.Handler;
import io.orrery.config.OrreryConfig;
import java.util.List;

/**
 * Makes the handlers of a jar that need more than a constructor without arguments. A worker that
 * takes its handlers from an index finds modules through {@link java.util.ServiceLoader}, so name
 * yours in {@code META-INF/services/io.orrery.worker.HandlerModule}.
 */
public interface HandlerModule {
  /**
   * Returns the handlers, ready to run. Called once by each worker.
   *
   * @param config of the worker that will run them, wherever it was read from: a handler that
   *     writes in the same PostgreSQL needs to know where that is
   */
  List<Handler<?, ?>> handlers(OrreryConfig config);
}

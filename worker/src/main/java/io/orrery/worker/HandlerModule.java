package io.orrery.worker;

import io.orrery.Handler;
import java.util.List;

/**
 * Makes the handlers of a jar that need more than a constructor without arguments. A worker that
 * takes its handlers from an index finds modules through {@link java.util.ServiceLoader}, so name
 * yours in {@code META-INF/services/io.orrery.worker.HandlerModule}.
 */
public interface HandlerModule {
  /** The handlers, ready to run. Called once by each worker. */
  List<Handler<?, ?>> handlers();
}

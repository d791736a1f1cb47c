package io.orrery.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Times every call of a store interface and counts those that failed: {@code orrery_store_seconds}
 * and {@code orrery_store_failures_total}, each by interface and method. A call is a batch, so a
 * reflective hop costs nothing that could be measured. Safe for many threads; one per registry.
 */
public final class MeteredCalls {
  private final Histogram seconds;
  private final Counter failures;

  public MeteredCalls(CollectorRegistry registry) {
    seconds =
        Histogram.build(
                "orrery_store_seconds", "Time of one call to the store, by interface and method.")
            .labelNames("store", "call")
            .buckets(.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 5, 20)
            .register(registry);
    failures =
        Counter.build(
                "orrery_store_failures_total",
                "Calls to the store that failed, by interface and method.")
            .labelNames("store", "call")
            .register(registry);
  }

  /** Returns {@code store} with every call of its interface metered. */
  public <T> T around(Class<T> type, T store) {
    Map<String, Meter> meters = new ConcurrentHashMap<>();
    Object metered =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Meter meter =
                  meters.computeIfAbsent(
                      method.getName(), call -> meter(type.getSimpleName(), call));
              try (Histogram.Timer timer = meter.seconds.startTimer()) {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                meter.failures.inc();
                throw e.getCause();
              }
            });
    return type.cast(metered);
  }

  private Meter meter(String store, String call) {
    return new Meter(seconds.labels(store, call), failures.labels(store, call));
  }

  private record Meter(Histogram.Child seconds, Counter.Child failures) {}
}

package io.orrery.worker;

import io.orrery.Handler;
import io.orrery.codec.Codec;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The handlers of a worker, by job type. Immutable. */
final class HandlerTable {
  private final Map<String, Registered<?, ?>> byType;

  private HandlerTable(Map<String, Registered<?, ?>> byType) {
    this.byType = byType;
  }

  /**
   * @throws IllegalArgumentException if there is none, or two run one type
   * @throws io.orrery.codec.EncodingFailed if one takes or returns what can't be encoded
   */
  static HandlerTable of(Collection<? extends Handler<?, ?>> handlers, Codec codec) {
    if (handlers.isEmpty()) {
      throw new IllegalArgumentException(
          "a worker without handlers would run nothing: add one with handler(…) or"
              + " handlersFromIndex(…)");
    }
    Map<String, Registered<?, ?>> byType = new TreeMap<>();
    for (Handler<?, ?> handler : handlers) {
      Registered<?, ?> added = Registered.of(handler);
      codec.check(added.type().arguments(), "arguments of " + name(handler));
      codec.checkResult(added.type().result(), "result of " + name(handler));
      Registered<?, ?> first = byType.putIfAbsent(added.type().name(), added);
      if (first != null) {
        throw new IllegalArgumentException(
            "%s and %s both run job type \"%s\": register one of them, or give one another type"
                .formatted(name(first.handler()), name(handler), added.type().name()));
      }
    }
    return new HandlerTable(byType);
  }

  private static String name(Handler<?, ?> handler) {
    return handler.getClass().getName();
  }

  /** The handler of a type; claims are for these types alone. */
  Registered<?, ?> get(String type) {
    Registered<?, ?> handler = byType.get(type);
    if (handler == null) {
      throw new IllegalStateException("no handler for job type \"" + type + "\"");
    }
    return handler;
  }

  Collection<Registered<?, ?>> all() {
    return byType.values();
  }

  /** The names of the types, sorted. */
  Set<String> types() {
    return byType.keySet();
  }
}

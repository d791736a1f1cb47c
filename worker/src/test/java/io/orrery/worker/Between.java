package io.orrery.worker;

import io.orrery.store.Runs;
import io.orrery.store.StoreUnavailable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Stands between a worker and its store, and loses what a test says. */
final class Between {
  private Between() {}

  /** Calls of these methods never reach PostgreSQL. */
  static UnaryOperator<Runs> cutOff(Predicate<String> method) {
    return real -> around(real, method, method.negate());
  }

  /** Calls of these methods take effect, but their replies are lost. */
  static UnaryOperator<Runs> repliesLost(Predicate<String> method) {
    return real -> around(real, method, name -> true);
  }

  private static Runs around(Runs real, Predicate<String> fails, Predicate<String> reaches) {
    Object between =
        Proxy.newProxyInstance(
            Runs.class.getClassLoader(),
            new Class<?>[] {Runs.class},
            (proxy, method, arguments) -> {
              // Asked once, before the call: a test may count.
              boolean fail = fails.test(method.getName());
              Object reply = null;
              if (!fail || reaches.test(method.getName())) {
                try {
                  reply = method.invoke(real, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              }
              if (fail) {
                throw new StoreUnavailable("lost by the test: " + method.getName(), null);
              }
              return reply;
            });
    return (Runs) between;
  }
}

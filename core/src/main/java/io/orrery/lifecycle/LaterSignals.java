package io.orrery.lifecycle;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signals that come while the process is ending already, as a second Ctrl-C does: the JVM itself
 * would let them wait until it has ended.
 */
final class LaterSignals {
  private static final Logger log = LoggerFactory.getLogger(LaterSignals.class);

  /** Those that end a JVM in order. */
  private static final List<String> ENDING = List.of("TERM", "INT", "HUP");

  /** A signal has one handler in a JVM, however many parts of it are ending. */
  private static final Queue<Runnable> listeners = new ConcurrentLinkedQueue<>();

  private LaterSignals() {}

  /**
   * Has {@code heard} called at each such signal from now on, on a thread of the JVM's own. To be
   * called once the process is ending: until then a signal must begin its end.
   */
  static void listen(Runnable heard) {
    listeners.add(heard);
    ENDING.forEach(LaterSignals::handle);
  }

  /**
   * By reflection, since javac lets nobody use {@code sun.misc} without a warning, though it is all
   * that the JDK offers (module {@code jdk.unsupported}). It leaves a signal alone that was ignored
   * when the process began.
   */
  private static void handle(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler heard =
          (proxy, method, arguments) ->
              method.getDeclaringClass() == Object.class
                  ? method.invoke(listeners, arguments)
                  : tellAll(name);
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance(name),
              Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, heard));
    } catch (ReflectiveOperationException e) {
      // Another system without this signal, or a JVM that was told to leave signals alone (-Xrs).
      log.debug("a second SIG{} will have no effect", name, e);
    }
  }

  private static Object tellAll(String name) {
    log.info("SIG{} while the process is ending: it hurries", name);
    listeners.forEach(Runnable::run);
    return "told";
  }
}

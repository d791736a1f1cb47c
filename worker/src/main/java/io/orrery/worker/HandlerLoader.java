package io.orrery.worker;

import io.orrery.Handler;
import io.orrery.HandlerIndex;
import io.orrery.JobHandler;
import io.orrery.config.OrreryConfig;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Makes the handlers that the indexes of a class loader list: each by a {@link HandlerModule} where
 * one makes it, else by its constructor without arguments.
 */
final class HandlerLoader {
  private final ClassLoader loader;
  private final Map<Class<?>, Handler<?, ?>> ready = new HashMap<>();

  private HandlerLoader(ClassLoader loader, OrreryConfig config) {
    this.loader = loader;
    try {
      for (HandlerModule module : ServiceLoader.load(HandlerModule.class, loader)) {
        module.handlers(config).forEach(handler -> ready.put(handler.getClass(), handler));
      }
    } catch (ServiceConfigurationError e) {
      throw new IllegalArgumentException(
          "a HandlerModule that META-INF/services names can't be made: %s; build its jar from clean"
              .formatted(e.getMessage()),
          e);
    }
  }

  /**
   * @throws IllegalArgumentException if there is no index, or a class in it can't be made
   */
  static List<Handler<?, ?>> load(ClassLoader loader, OrreryConfig config) {
    SortedMap<String, URL> entries = HandlerIndex.entries(loader);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException(
          "no handler index ("
              + HandlerIndex.PATH
              + ") on the class path: compile the handlers with orrery-processor as annotation"
              + " processor, or register them with handler(…)");
    }
    HandlerLoader self = new HandlerLoader(loader, config);
    List<Handler<?, ?>> handlers = new ArrayList<>();
    entries.forEach((name, index) -> handlers.add(self.make(name, index)));
    return handlers;
  }

  private Handler<?, ?> make(String name, URL index) {
    try {
      Class<?> type = Class.forName(name, true, loader);
      if (!Handler.class.isAssignableFrom(type) || !type.isAnnotationPresent(JobHandler.class)) {
        throw new IllegalArgumentException(
            "%s lists %s, which is no handler: it must implement Handler or Task and have @JobHandler; build that jar from clean, or take the line out of the list"
                .formatted(index, name));
      }
      Handler<?, ?> made = ready.get(type);
      return made != null ? made : (Handler<?, ?>) constructor(type).newInstance();
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          "handler " + name + ": its constructor threw " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalArgumentException(
          "%s lists handler %s, which can't be made: %s; build that jar from clean, or register handlers with handler(…)"
              .formatted(index, name, e),
          e);
    }
  }

  private static Constructor<?> constructor(Class<?> type) {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 0) {
        constructor.setAccessible(true);
        return constructor;
      }
    }
    throw new IllegalArgumentException(
        "handler %s has no constructor without arguments, only %s: add one, or name a %s that makes it in META-INF/services/%s"
            .formatted(
                type.getName(),
                constructors(type),
                HandlerModule.class.getSimpleName(),
                HandlerModule.class.getName()));
  }

  private static String constructors(Class<?> type) {
    return Arrays.stream(type.getDeclaredConstructors())
        .map(Constructor::toString)
        .collect(Collectors.joining(", "));
  }
}

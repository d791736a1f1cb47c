package io.orrery.cli.service;

import io.orrery.HandlerIndex;
import io.orrery.JobHandler;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The class path that {@code --handlers} names. */
final class HandlerPath {
  private HandlerPath() {}

  /**
   * Loads from it, behind the classes of this program.
   *
   * @throws IllegalArgumentException if an element is not there, or is no jar; names it
   */
  static URLClassLoader open(String path) throws MalformedURLException {
    try {
      return new URLClassLoader(
          "handlers", ClassPath.urls(path).toArray(URL[]::new), HandlerPath.class.getClassLoader());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--handlers: " + e.getMessage(), e);
    }
  }

  /**
   * The queues that the handlers' annotations name, in order.
   *
   * @throws IllegalArgumentException if the path has no handlers, or one that can't be loaded
   */
  static SortedSet<String> queues(String path, ClassLoader loader) {
    List<String> names = HandlerIndex.classNames(loader);
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "--handlers: %s has no list of handlers (%s): compile them with orrery-processor as annotation processor"
              .formatted(path, HandlerIndex.PATH));
    }
    return names.stream()
        .map(name -> queue(name, loader))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String queue(String name, ClassLoader loader) {
    try {
      Class<?> handler = Class.forName(name, false, loader);
      return Optional.ofNullable(handler.getAnnotation(JobHandler.class))
          .map(JobHandler::queue)
          .orElseThrow(() -> new ClassNotFoundException(name + ": no handler any more"));
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IllegalArgumentException(
          "--handlers: handler %s is in the list, but it or a class that it needs is not on the path: build the jar anew, or add what it needs"
              .formatted(name),
          e);
    }
  }
}

package io.orrery.cli.service;

import io.orrery.HandlerIndex;
import io.orrery.JobHandler;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.SortedMap;
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
    SortedMap<String, URL> entries = HandlerIndex.entries(loader);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException(
          "--handlers: %s has no list of handlers (%s): compile them with orrery-processor as annotation processor"
              .formatted(path, HandlerIndex.PATH));
    }
    return entries.entrySet().stream()
        .map(entry -> queue(entry.getKey(), entry.getValue(), loader))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String queue(String name, URL index, ClassLoader loader) {
    try {
      JobHandler handler = Class.forName(name, false, loader).getAnnotation(JobHandler.class);
      if (handler == null) {
        throw new IllegalArgumentException(
            "--handlers: %s lists %s, which is no handler, for it has no @JobHandler: build the jar anew, or take the line out of the list"
                .formatted(index, name));
      }
      return handler.queue();
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IllegalArgumentException(
          "--handlers: %s lists handler %s, but it or a class that it needs is not on the path: build the jar anew, or add what it needs"
              .formatted(index, name),
          e);
    }
  }
}

package io.orrery.cli.service;

import io.orrery.JobHandler;
import java.io.File;
import java.io.FileNotFoundException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The class path that {@code --handlers} names. */
final class HandlerPath {
  private HandlerPath() {}

  /**
   * Loads from it, behind the classes of this program.
   *
   * @throws FileNotFoundException if an element does not exist; names it
   */
  static URLClassLoader open(String path) throws FileNotFoundException, MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String element : path.split(File.pathSeparator, -1)) {
      File file = new File(element);
      if (!file.exists()) {
        throw new FileNotFoundException(
            "--handlers: there is no "
                + file.getAbsolutePath()
                + "; build the jar first, or mend the path");
      }
      urls.add(file.toURI().toURL());
    }
    return new URLClassLoader(
        "handlers", urls.toArray(URL[]::new), HandlerPath.class.getClassLoader());
  }

  /** The queues that these handlers' annotations name, in order. */
  static SortedSet<String> queues(Collection<String> classNames, ClassLoader loader) {
    SortedSet<String> queues = new TreeSet<>();
    for (String name : classNames) {
      try {
        queues.add(Class.forName(name, false, loader).getAnnotation(JobHandler.class).queue());
      } catch (ClassNotFoundException e) {
        throw new IllegalArgumentException(
            "the handler index lists " + name + ", which is not on the path: build the jar anew",
            e);
      }
    }
    return queues;
  }
}

package io.orrery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The list of its handlers that the annotation processor puts into each jar, so that a worker finds
 * them without scanning the class path: UTF-8, one binary class name a line, sorted.
 */
public final class HandlerIndex {
  /** Where it stands in a jar or a folder of classes. */
  public static final String PATH = "META-INF/orrery/handlers";

  private HandlerIndex() {}

  /**
   * Returns the binary class names in every index that a class loader sees, maybe none: sorted,
   * each with the first index that lists it. No class is loaded: whether they are still there and
   * are handlers is for the caller to see.
   *
   * @throws UncheckedIOException if an index can't be read
   */
  public static SortedMap<String, URL> entries(ClassLoader loader) {
    try {
      SortedMap<String, URL> entries = new TreeMap<>();
      for (URL index : Collections.list(loader.getResources(PATH))) {
        parse(read(index)).forEach(name -> entries.putIfAbsent(name, index));
      }
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException("finding the handler indexes " + PATH, e);
    }
  }

  /** Reads the names in one index. Blank lines are passed over: joined indexes may have some. */
  public static List<String> parse(String index) {
    return index.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  /** Writes an index; equal sets of names give equal bytes. */
  public static String format(Collection<String> classNames) {
    StringBuilder index = new StringBuilder();
    new TreeSet<>(classNames).forEach(name -> index.append(name).append('\n'));
    return index.toString();
  }

  private static String read(URL index) {
    try {
      URLConnection connection = index.openConnection();
      // A cached connection would keep the jar open, and show an old one after a redeploy.
      connection.setUseCaches(false);
      try (InputStream bytes = connection.getInputStream()) {
        return new String(bytes.readAllBytes(), UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading the handler index " + index, e);
    }
  }
}

package io.orrery.cli.service;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** A class path in the form that {@code java -cp} takes. */
final class ClassPath {
  private ClassPath() {}

  /**
   * The jars and folders that it names, in order; {@code lib/*} names all jars in a folder. {@code
   * java} passes over what is not there or is no jar, and takes an empty element for the current
   * folder: then a handler is missing, and nobody says why.
   *
   * @throws IllegalArgumentException for each of these; names the element
   */
  static List<URL> urls(String path) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String element : path.split(File.pathSeparator, -1)) {
      for (Path file : files(element)) {
        urls.add(file.toUri().toURL());
      }
    }
    return urls;
  }

  private static List<Path> files(String element) {
    if (element.isBlank()) {
      throw new IllegalArgumentException(
          "it has an empty element: take out the \"%s\" too many, and write . for the current folder"
              .formatted(File.pathSeparator));
    }
    if (element.equals("*") || element.endsWith(File.separator + "*")) {
      return jarsIn(Path.of(element.substring(0, element.length() - 1)).toAbsolutePath());
    }
    return List.of(checked(Path.of(element).toAbsolutePath()));
  }

  private static List<Path> jarsIn(Path folder) {
    try (Stream<Path> files = Files.list(existing(folder))) {
      List<Path> jars = files.filter(ClassPath::namedAsJar).sorted().toList();
      if (jars.isEmpty()) {
        throw new IllegalArgumentException("there is no jar in " + folder);
      }
      jars.forEach(ClassPath::checked);
      return jars;
    } catch (IOException e) {
      throw new IllegalArgumentException(folder + " is no folder that can be read", e);
    }
  }

  private static boolean namedAsJar(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".jar");
  }

  private static Path checked(Path file) {
    if (Files.isDirectory(existing(file))) {
      return file;
    }
    try (JarFile jar = new JarFile(file.toFile())) {
      return file;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s is no jar that can be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Path existing(Path file) {
    if (Files.notExists(file)) {
      throw new IllegalArgumentException(
          "there is no " + file + "; build the jar first, or mend the path");
    }
    return file;
  }
}

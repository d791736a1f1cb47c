package io.orrery.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassPathTest {
  @TempDir private Path folder;

  @Test
  void jarsAndFoldersComeInTheOrderGiven() throws IOException {
    Path jar = jar("a b.jar");

    assertThat(ClassPath.urls(jar + ":" + folder)).containsExactlyElementsOf(urls(jar, folder));
  }

  @Test
  void aStarNamesTheJarsOfAFolderAndNothingElse() throws IOException {
    Path second = jar("b.JAR");
    Path first = jar("a.jar");
    Files.writeString(folder.resolve("notes.txt"), "no jar");

    assertThat(ClassPath.urls(folder + "/*")).containsExactlyElementsOf(urls(first, second));
  }

  @Test
  void aStarThatNamesNoJarIsRefused() {
    assertRefused(folder + "/*", "there is no jar in " + folder);
    assertRefused(folder + "/lib/*", "there is no " + folder.resolve("lib"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":%s", "%s:", "%s::%s", "%s: "})
  void anEmptyElementIsNotTakenForTheCurrentFolder(String path) {
    assertRefused(path.replace("%s", folder.toString()), "empty element", "\":\"");
  }

  @Test
  void whatIsNoJarIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("handlers.jar"), "not found");

    assertRefused(text.toString(), text + " is no jar that can be read");
    assertRefused(folder + "/*", text + " is no jar that can be read");
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertRefused("build/absent.jar", Path.of("build/absent.jar").toAbsolutePath().toString());
  }

  private static void assertRefused(String path, String... words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassPath.urls(path))
        .satisfies(refused -> assertThat(refused).hasMessageContainingAll(words));
  }

  private static List<URL> urls(Path... files) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path file : files) {
      urls.add(file.toUri().toURL());
    }
    return urls;
  }

  private Path jar(String name) throws IOException {
    Path jar = folder.resolve(name);
    new JarOutputStream(Files.newOutputStream(jar), new Manifest()).close();
    return jar;
  }
}

package io.orrery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlerIndexTest {
  @TempDir private Path folder;

  @Test
  void theIndexesOfAllJarsAreReadAsOne() throws IOException {
    URL mail = jar("mail.jar", "app.SendEmail\napp.Shared\n");
    URL reports = jar("reports.jar", "app.Reports$Daily\napp.Shared\n");

    try (URLClassLoader loader = new URLClassLoader(new URL[] {reports, mail}, null)) {
      assertThat(HandlerIndex.entries(loader))
          .containsOnlyKeys("app.Reports$Daily", "app.SendEmail", "app.Shared")
          .hasEntrySatisfying(
              "app.SendEmail", index -> assertThat(index).asString().contains("mail.jar"))
          .hasEntrySatisfying(
              "app.Shared", index -> assertThat(index).asString().contains("reports.jar"));
    }
  }

  @Test
  void anAppWithoutIndexHasNoHandlers() throws IOException {
    try (URLClassLoader loader = new URLClassLoader(new URL[0], null)) {
      assertThat(HandlerIndex.entries(loader)).isEmpty();
    }
  }

  @Test
  void aReplacedJarIsReadAnew() throws IOException {
    URL before = jar("app.jar", "app.Before\n");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {before}, null)) {
      assertThat(HandlerIndex.entries(loader)).containsOnlyKeys("app.Before");
    }

    URL after = jar("app.jar", "app.AfterTheRedeploy\n");

    try (URLClassLoader loader = new URLClassLoader(new URL[] {after}, null)) {
      assertThat(HandlerIndex.entries(loader)).containsOnlyKeys("app.AfterTheRedeploy");
    }
  }

  @Test
  void joinedIndexesAreReadWithTheirBlankLines() {
    assertThat(HandlerIndex.parse("app.A\n\r\n\n app.B \r\n")).containsExactly("app.A", "app.B");
  }

  @Test
  void theSameHandlersGiveTheSameBytesInAnyOrder() {
    String index = HandlerIndex.format(List.of("app.B", "app.A", "app.B"));

    assertThat(index).isEqualTo("app.A\napp.B\n");
  }

  private URL jar(String name, String index) throws IOException {
    Path jar = folder.resolve(name);
    Files.deleteIfExists(jar);
    try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
      Path entry = zip.getPath(HandlerIndex.PATH);
      Files.createDirectories(entry.getParent());
      Files.write(entry, index.getBytes(UTF_8));
    }
    return jar.toUri().toURL();
  }
}

package io.orrery.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFilesTest {
  @TempDir private Path folder;

  @Test
  void aGivenFolderIsReadWholeAndLinksAreNotFollowed() throws IOException {
    Files.createDirectories(folder.resolve("target"));
    Path inTarget = Files.writeString(folder.resolve("target/built"), "x");
    Path plain = Files.writeString(folder.resolve("plain"), "x");
    Files.createSymbolicLink(folder.resolve("link"), plain);

    assertThat(SourceFiles.under(folder)).containsExactly(plain, inTarget);
  }

  @Test
  void aLinkIsFollowedWhereItIsTheFolderThatWasNamed() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real")).toRealPath();
    Path plain = Files.writeString(real.resolve("plain"), "x");
    Files.createSymbolicLink(real.resolve("inner"), folder);
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);

    assertThat(SourceFiles.under(link)).containsExactly(plain);
  }

  @Test
  void theProjectsOwnSourcesAreReadWithoutBuildOutput() throws IOException {
    Files.createDirectories(folder.resolve("target"));
    Files.createDirectories(folder.resolve(".git"));
    Files.writeString(folder.resolve("target/built"), "x");
    Files.writeString(folder.resolve(".git/HEAD"), "x");
    Path plain = Files.writeString(folder.resolve("plain"), "x");

    assertThat(SourceFiles.ofProject(folder)).isEqualTo(List.of(plain));
  }
}

package io.orrery.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.cli.launcher.Clone.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindJdkTest {
  @TempDir private Path machine;
  private Clone clone;

  @BeforeEach
  void aCloneThatIsBuilt() throws IOException {
    clone = Clone.on(machine);
    FakeBuild.done(clone, "cli");
  }

  @Test
  void javaHomeComesFirst() throws Exception {
    clone.with("JAVA_HOME", clone.jdk("my jdk", 21));
    clone.jdk("usr/lib/jvm/jdk-25", 25);

    assertThat(clone.orrery().output()).startsWith("java 21\n");
  }

  @Test
  void pathComesBeforeTheUsualFolders() throws Exception {
    Path onPath = clone.jdk("somewhere/jdk", 22);
    Files.createSymbolicLink(machine.resolve("bin/java"), onPath.resolve("bin/java"));
    clone.jdk("usr/lib/jvm/jdk-25", 25);

    assertThat(clone.orrery().output()).startsWith("java 22\n");
  }

  @Test
  void whatIsTooOldIsPassedOver() throws Exception {
    Path old = clone.jdk("usr/lib/jvm/java-17", 17);
    clone.with("JAVA_HOME", old);
    Files.createSymbolicLink(machine.resolve("bin/java"), old.resolve("bin/java"));
    clone.jdk("home/.jdks/temurin-21", 21);

    assertThat(clone.orrery().output()).startsWith("java 21\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usr/lib/jvm/jdk-21",
        "opt/jdk-21",
        "home/.sdkman/candidates/java/21-tem",
        "home/.jdks/21",
        "Library/Java/JavaVirtualMachines/temurin-21.jdk/Contents/Home"
      })
  void theUsualFoldersAreSearched(String folder) throws Exception {
    clone.jdk(folder, 21);

    assertThat(clone.orrery().output()).startsWith("java 21\n");
  }

  @Test
  void theNewestInTheUsualFoldersWins() throws Exception {
    clone.jdk("usr/lib/jvm/a", 21);
    clone.jdk("opt/jdk-25", 25);
    clone.jdk("home/.jdks/z", 23);

    assertThat(clone.orrery().output()).startsWith("java 25\n");
  }

  @Test
  void aRuntimeWithoutCompilerIsNoJdk() throws Exception {
    Path runtime = clone.jdk("usr/lib/jvm/jre-25", 25);
    Files.delete(runtime.resolve("bin/javac"));
    clone.jdk("usr/lib/jvm/jdk-21", 21);

    assertThat(clone.orrery().output()).startsWith("java 21\n");
  }

  @Test
  void aRuntimeInJavaHomeIsNamedWhereThereIsNoJdk() throws Exception {
    Path runtime = clone.jdk("my jre", 25);
    Files.delete(runtime.resolve("bin/javac"));
    clone.with("JAVA_HOME", runtime);

    Outcome outcome = clone.orrery();

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output()).contains("no JDK, for it has no javac: " + runtime);
  }

  @Test
  void aJdkWithoutReleaseFileIsAsked() throws Exception {
    Files.delete(clone.jdk("usr/lib/jvm/jdk", 21).resolve("release"));

    assertThat(clone.orrery().output()).startsWith("java 21\n");
  }

  @ParameterizedTest
  @CsvSource({
    "apt-get, sudo apt-get install openjdk-21-jdk",
    "dnf, sudo dnf install java-21-openjdk-devel",
    "apk, sudo apk add openjdk21",
    "brew, brew install openjdk@21",
  })
  void withoutJdkItSaysWhatToInstallHere(String packageManager, String command) throws Exception {
    clone.program("bin/" + packageManager, "echo must not be called");
    Path old = clone.jdk("usr/lib/jvm/java-17", 17);

    Outcome outcome = clone.orrery("demo");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output())
        .contains(
            "Orrery needs a JDK 21 or newer", "too old: " + old + " (17)", command, "JAVA_HOME")
        .doesNotContain("must not be called");
  }
}

package io.orrery.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.cli.launcher.Clone.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildTest {
  @TempDir private Path machine;
  private Clone clone;
  private Path jdk;

  @BeforeEach
  void aCloneAndAJdk() throws IOException {
    clone = Clone.on(machine);
    jdk = clone.jdk("usr/lib/jvm/jdk-21", 21);
    Files.createDirectories(clone.folder().resolve("cli/target"));
  }

  @Test
  void theFirstStartBuildsWhatTheCommandNeeds() throws Exception {
    Outcome outcome = clone.orrery("--version");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.output())
        .startsWith("building Orrery (first start takes a few minutes) ...\njava 21\n");
    assertThat(clone.mavenRuns())
        .singleElement()
        .asString()
        .contains("-DskipTests", "-pl cli -am package", "JAVA_HOME=" + jdk);
  }

  @Test
  void theSecondStartDoesNotCallMaven() throws Exception {
    FakeBuild.done(clone, "cli");

    assertThat(clone.orrery("--version").output()).startsWith("java 21\n");
    assertThat(clone.mavenRuns()).isEmpty();
  }

  @Test
  void aBuildThatSucceededIsNotRepeated() throws Exception {
    clone.orrery("--version");
    FakeBuild.done(clone, "cli");
    clone.orrery("--version");

    assertThat(clone.mavenRuns()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"core/src/main/java/A.java", "core/src/main/resources/a.sql", "pom.xml"})
  void aChangedSourceIsBuiltAgain(String source) throws Exception {
    FakeBuild.done(clone, "cli");
    FakeBuild.change(clone, source);

    clone.orrery("--version");

    assertThat(clone.mavenRuns()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"core/src/test/java/A.java", "core/target/src/main/a", "README.md"})
  void whatIsNoSourceOfTheProgramIsNotBuiltAgain(String file) throws Exception {
    FakeBuild.done(clone, "cli");
    FakeBuild.change(clone, file);

    clone.orrery("--version");

    assertThat(clone.mavenRuns()).isEmpty();
  }

  @Test
  void aFailedBuildShowsTheEndOfItsLogAndIsTriedAgain() throws Exception {
    clone.program("a clone/mvnw", "echo >> \"$HOME/maven.log\"; echo no such symbol; exit 1");

    Outcome first = clone.orrery("--version");
    clone.orrery("--version");

    assertThat(first.exitCode()).isEqualTo(1);
    assertThat(first.output())
        .contains("no such symbol", clone.folder().resolve("target/build-cli.log").toString())
        .doesNotContain("java 21");
    assertThat(clone.mavenRuns()).hasSize(2);
  }

  @Test
  void aLockWhoseOwnerDiedIsTakenOver() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path lock = lockOf(dead.pid());

    assertThat(clone.orrery("--version").exitCode()).isZero();
    assertThat(lock).doesNotExist();
  }

  /** The first is this test; it ends its build while the second sleeps. */
  @Test
  void aSecondStartSaysThatItWaitsForTheFirstsBuildAndDoesNotRepeatIt() throws Exception {
    Path lock = lockOf(ProcessHandle.current().pid());
    FakeBuild.done(clone, "cli");
    Path built = clone.folder().resolve("target/cli.built");
    Files.delete(built);
    clone.program("bin/sleep", "touch '%s'; rm '%s'".formatted(built, lock));

    Outcome outcome = clone.orrery("--version");

    assertThat(outcome.output())
        .startsWith(
            "waiting for process " + ProcessHandle.current().pid() + ", which builds Orrery")
        .contains("remove " + lock, "java 21");
    assertThat(clone.mavenRuns()).isEmpty();
  }

  @Test
  void aLockThatCanNotBeMadeIsNotTriedForEver() throws Exception {
    clone.program("bin/ln", "exit 1");

    Outcome outcome = clone.orrery("--version");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output()).contains("target/build.lock can't be made");
  }

  @Test
  void aRelativeJavaHomeIsPassedOnInFull() throws Exception {
    clone.with("JAVA_HOME", "usr/lib/jvm/jdk-21");

    clone.orrery("--version");

    assertThat(clone.mavenRuns()).singleElement().asString().endsWith("JAVA_HOME=" + jdk);
  }

  @Test
  void aCloneThatCanNotBeWrittenToIsRefused() throws Exception {
    Files.writeString(clone.folder().resolve("target"), "in the way");

    Outcome outcome = clone.orrery("--version");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output())
        .contains("a clone/target can't be written to")
        .doesNotContain("mkdir");
  }

  @Test
  void argumentsArriveAsTheyWereGiven() throws Exception {
    FakeBuild.done(clone, "cli");

    Outcome outcome = clone.orrery("demo", "my folder", "", "*", "--jobs", "3");

    assertThat(outcome.output())
        .endsWith("orrery-cli.jar>\n<demo>\n<my folder>\n<>\n<*>\n<--jobs>\n<3>\n");
  }

  @Test
  void theLauncherWorksThroughLinksFromAnywhere() throws Exception {
    FakeBuild.done(clone, "cli");
    Path links = Files.createDirectories(machine.resolve("other place"));
    Files.createSymbolicLink(links.resolve("one"), Path.of("../a clone/orrery"));
    Files.createSymbolicLink(links.resolve("two"), links.resolve("one"));

    Outcome outcome = clone.run(List.of(links.resolve("two").toString(), "demo"));

    assertThat(outcome.output())
        .contains("<-Dorrery.home=" + clone.folder().toRealPath() + ">", "<demo>");
  }

  private Path lockOf(long owner) throws IOException {
    Path target = Files.createDirectories(clone.folder().resolve("target"));
    return Files.createSymbolicLink(target.resolve("build.lock"), Path.of(Long.toString(owner)));
  }

  @Test
  void benchBuildsAndRunsTheBenchmarks() throws Exception {
    Files.createDirectories(clone.folder().resolve("benchmarks/target"));

    Outcome outcome = clone.orrery("bench", "load", "--seconds", "5");

    assertThat(outcome.output()).endsWith("orrery-benchmarks.jar>\n<load>\n<--seconds>\n<5>\n");
    assertThat(clone.mavenRuns()).singleElement().asString().contains("-pl benchmarks -am package");
  }
}

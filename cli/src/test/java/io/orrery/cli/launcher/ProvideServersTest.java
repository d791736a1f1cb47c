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
import org.junit.jupiter.params.provider.CsvSource;

class ProvideServersTest {
  private static final String LOGS_ITS_CALL = "echo \"${0##*/} $*\" >> \"$HOME/calls.log\"";

  @TempDir private Path machine;
  private Clone clone;

  @BeforeEach
  void aMachineWhoseUserIsRoot() throws IOException {
    clone = Clone.on(machine);
    clone.program("bin/id", "echo 0");
    Files.createDirectories(machine.resolve("usr/sbin"));
  }

  @Test
  void installedServersAreEnough() throws Exception {
    clone.program("usr/sbin/rabbitmq-server", "exit 1").program("bin/redis-server", "exit 1");
    clone.program("bin/apt-get", LOGS_ITS_CALL);

    assertThat(clone.provideServers()).isEqualTo(new Outcome(0, ""));
    assertThat(calls()).isEmpty();
  }

  @Test
  void dockerIsEnough() throws Exception {
    clone.program("bin/docker", "exit 0").program("bin/apt-get", LOGS_ITS_CALL);

    assertThat(clone.provideServers()).isEqualTo(new Outcome(0, ""));
    assertThat(calls()).isEmpty();
  }

  @Test
  void dockerWithoutImagesIsNotEnough() throws Exception {
    clone.program("bin/docker", "[ $1 = version ]").program("bin/apt-get", LOGS_ITS_CALL);

    assertThat(clone.provideServers().exitCode()).isZero();
    assertThat(calls()).isNotEmpty();
  }

  @Test
  void dockerIsNotAskedWhereInstalledServersAreWanted() throws Exception {
    clone.with("ORRERY_TEST_SERVERS", "installed");
    clone.program("bin/docker", LOGS_ITS_CALL).program("bin/apt-get", LOGS_ITS_CALL);

    clone.provideServers();

    assertThat(calls()).noneMatch(call -> call.startsWith("docker")).isNotEmpty();
  }

  @Test
  void nothingIsInstalledWhereDockerIsWanted() throws Exception {
    clone.with("ORRERY_TEST_SERVERS", "docker").program("bin/apt-get", LOGS_ITS_CALL);

    Outcome outcome = clone.provideServers();

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output()).contains("ORRERY_TEST_SERVERS is docker, but no engine answers");
    assertThat(calls()).isEmpty();
  }

  @Test
  void anotherChoiceIsRefused() throws Exception {
    clone.with("ORRERY_TEST_SERVERS", "podman");

    Outcome outcome = clone.provideServers();

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output()).contains("\"podman\"", "docker, installed, or not set");
  }

  @ParameterizedTest
  @CsvSource({
    "apt-get, apt-get install -y --no-install-recommends rabbitmq-server redis-server",
    "dnf, dnf install -y rabbitmq-server redis",
    "apk, apk add rabbitmq-server redis",
    "brew, brew install rabbitmq redis",
  })
  void theSystemsPackageManagerInstallsThem(String packageManager, String command)
      throws Exception {
    clone.program("bin/" + packageManager, LOGS_ITS_CALL);

    Outcome outcome = clone.provideServers();

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.output()).contains(command);
    assertThat(calls()).last().isEqualTo(command);
  }

  @Test
  void onlyWhatIsMissingIsInstalled() throws Exception {
    clone.program("usr/sbin/rabbitmq-server", "exit 1").program("bin/apt-get", LOGS_ITS_CALL);

    clone.provideServers();

    assertThat(calls()).last().asString().endsWith("--no-install-recommends redis-server");
  }

  @Test
  void installedServicesAreNotStartedAndThePolicyIsPutBack() throws Exception {
    Path policy = machine.resolve("usr/sbin/policy-rc.d");
    clone.program("usr/sbin/policy-rc.d", "exit 104");
    clone.program("bin/apt-get", "\"%s\"; echo $? >> \"$HOME/calls.log\"".formatted(policy));

    clone.provideServers();

    assertThat(calls()).isNotEmpty().containsOnly("101");
    assertThat(policy).hasContent("#!/bin/sh\nexit 104");
    assertThat(policy.resolveSibling("policy-rc.d.before-orrery")).doesNotExist();
  }

  @Test
  void thePolicyIsPutBackAfterAFailureToo() throws Exception {
    clone.program("bin/apt-get", "exit 100");

    Outcome outcome = clone.provideServers();

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(machine.resolve("usr/sbin/policy-rc.d")).doesNotExist();
  }

  @Test
  void aUserWithPasswordlessSudoInstallsThroughIt() throws Exception {
    clone.program("bin/id", "echo 1000").program("bin/dnf", LOGS_ITS_CALL);
    clone.program("bin/sudo", "echo sudo >> \"$HOME/calls.log\"; [ $1 != -n ] || shift; \"$@\"");
    clone.program("bin/true", "exit 0");

    assertThat(clone.provideServers().exitCode()).isZero();
    assertThat(calls()).endsWith("sudo", "dnf install -y rabbitmq-server redis");
  }

  @ParameterizedTest
  @CsvSource({"apt-get", "dnf", "apk"})
  void withoutRootTheCommandIsPrintedAndNothingIsInstalled(String packageManager) throws Exception {
    clone.program("bin/id", "echo 1000").program("bin/sudo", "exit 1");
    clone.program("bin/" + packageManager, LOGS_ITS_CALL);

    Outcome outcome = clone.provideServers();

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output()).contains("  sudo " + packageManager, "redis", "start Docker");
    assertThat(calls()).isEmpty();
  }

  private List<String> calls() throws IOException {
    Path log = machine.resolve("home/calls.log");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }
}

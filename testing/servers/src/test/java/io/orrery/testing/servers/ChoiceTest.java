package io.orrery.testing.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceTest {
  @ParameterizedTest
  @NullAndEmptySource
  void dockerIsTakenWhereItWorks(String unset) {
    Choice choice = Choice.of(unset, Optional::empty);

    assertThat(choice).hasToString("Docker containers: an engine answers and has the images");
  }

  @ParameterizedTest
  @NullAndEmptySource
  void installedBinariesAreTakenWhereDockerDoesNotWork(String unset) {
    Choice choice = Choice.of(unset, ChoiceTest::noDocker);

    assertThat(choice).hasToString("installed binaries: no engine answers");
  }

  @Test
  void installedIsTakenWithoutAskingForDocker() {
    Choice choice =
        Choice.of(
            "installed",
            () -> {
              throw new AssertionError("asked for Docker");
            });

    assertThat(choice).hasToString("installed binaries: ORRERY_TEST_SERVERS asks for them");
  }

  @Test
  void dockerIsTakenWhereItIsAskedFor() {
    Choice choice = Choice.of("docker", Optional::empty);

    assertThat(choice).hasToString("Docker containers: ORRERY_TEST_SERVERS asks for it");
  }

  @Test
  void dockerThatIsAskedForButMissingIsToldWithTheWaysOut() {
    assertThatThrownBy(() -> Choice.of("docker", ChoiceTest::noDocker))
        .isInstanceOf(ServersUnavailable.class)
        .hasMessageContaining("no engine answers")
        .hasMessageContaining("apt-get install");
  }

  @ParameterizedTest
  @ValueSource(strings = {"podman", "Docker", " installed"})
  void anotherValueIsRefused(String wanted) {
    assertThatThrownBy(() -> Choice.of(wanted, Optional::empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ORRERY_TEST_SERVERS is \"" + wanted + "\"")
        .hasMessageContaining("docker, installed");
  }

  private static Optional<String> noDocker() {
    return Optional.of("no engine answers");
  }
}

package io.orrery.config;

import static io.orrery.config.Environments.workingWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
  @TempDir private Path folder;

  @Test
  void aSecretIsReadFromTheFileThatIsNamed() throws IOException {
    Path secret = file("secret", "rw-------", "hush\n");

    OrreryConfig config =
        OrreryConfig.fromEnv(workingWith("ORRERY_POSTGRES_PASSWORD_FILE", secret.toString()));

    assertThat(config.postgres().password()).contains("hush");
  }

  @Test
  void aSecretThatEveryUserMayReadIsRefused() throws IOException {
    Path secret = file("secret", "rw-r--r--", "hush");

    assertThatThrownBy(
            () ->
                OrreryConfig.fromEnv(
                    workingWith("ORRERY_POSTGRES_PASSWORD_FILE", secret.toString())))
        .isInstanceOf(ConfigRefused.class)
        .hasMessageContaining(
            "ORRERY_POSTGRES_PASSWORD_FILE names %s, which every user may read: chmod 600", secret)
        .hasMessageNotContaining("hush");
  }

  @Test
  void aMissingSecretFileIsNamed() {
    assertThatThrownBy(
            () -> OrreryConfig.fromEnv(workingWith("ORRERY_REDIS_URI_FILE", "/no/such/file")))
        .hasMessageContaining("ORRERY_REDIS_URI_FILE names /no/such/file, which can't be read");
  }

  @Test
  void anEmptySecretFileIsRefused() throws IOException {
    Path secret = file("secret", "rw-------", "\n");

    assertThatThrownBy(
            () -> OrreryConfig.fromEnv(workingWith("ORRERY_REDIS_URI_FILE", secret.toString())))
        .hasMessageContaining("which is empty");
  }

  @Test
  void aSecretIsSetInOnePlaceOnly() {
    assertThatThrownBy(() -> OrreryConfig.fromEnv(workingWith("ORRERY_AMQP_URI_FILE", "/x")))
        .hasMessageContaining("ORRERY_AMQP_URI and ORRERY_AMQP_URI_FILE are both set: keep one");
  }

  @Test
  void onlySecretsComeFromFiles() {
    assertThatThrownBy(() -> OrreryConfig.fromEnv(workingWith("ORRERY_POSTGRES_USER_FILE", "/x")))
        .hasMessageContaining("ORRERY_POSTGRES_USER_FILE is not known");
  }

  @Test
  void aPropertiesFileWithSecretsThatEveryUserMayReadIsRefused() throws IOException {
    Path properties = file("orrery.properties", "rw-r--r--", "orrery.postgres.password=hush");

    assertThatThrownBy(() -> OrreryConfig.fromProperties(properties))
        .isInstanceOf(ConfigRefused.class)
        .hasMessageContaining("holds secrets and every user may read it: chmod 600 it")
        .hasMessageContaining("orrery.postgres.url is not set")
        .hasMessageNotContaining("hush");
  }

  private Path file(String name, String permissions, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}

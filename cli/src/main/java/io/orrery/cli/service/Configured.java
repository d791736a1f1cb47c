package io.orrery.cli.service;

import io.orrery.config.ConfigKey;
import io.orrery.config.OrreryConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command's configuration comes from. */
final class Configured {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "A properties file with the configuration. Default: the environment variables ORRERY_*.")
  private @Nullable Path file;

  /**
   * Reads the configuration of a process that others must hear.
   *
   * @throws IllegalArgumentException if its broker is within this process
   */
  OrreryConfig readForService() {
    OrreryConfig config = read();
    if ("memory".equals(config.broker().getScheme())) {
      throw new IllegalArgumentException(
          "ORRERY_AMQP_URI is %s, a broker within this process, which no other could hear: use amqp://… as in %s"
              .formatted(config.broker(), ConfigKey.AMQP_URI.example()));
    }
    return config;
  }

  OrreryConfig read() {
    return file == null ? OrreryConfig.fromEnv() : OrreryConfig.fromProperties(file);
  }
}

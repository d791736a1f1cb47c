package io.orrery.cli.service;

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

  OrreryConfig read() {
    return file == null ? OrreryConfig.fromEnv() : OrreryConfig.fromProperties(file);
  }
}

package io.orrery.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    // Only a jar knows it: classes run from a folder have no manifest.
    String version =
        Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    return new String[] {"Orrery " + version, "Java " + Runtime.version()};
  }
}

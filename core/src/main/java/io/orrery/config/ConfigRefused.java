package io.orrery.config;

import java.util.List;

/** The configuration is not usable. The message names every problem, each with its way out. */
public final class ConfigRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<String> problems;

  ConfigRefused(String source, List<String> problems) {
    super(
        "configuration from "
            + source
            + " refused:\n  "
            + String.join("\n  ", problems)
            + "\nEvery key is described in docs/configuration.md");
    this.problems = List.copyOf(problems);
  }

  /** One line each, at least one. */
  public List<String> problems() {
    return problems;
  }
}

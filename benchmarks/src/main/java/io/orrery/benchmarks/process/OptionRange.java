package io.orrery.benchmarks.process;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What an option of a benchmark may be. */
public record OptionRange(int least, int most) {
  public static OptionRange upTo(int most) {
    return new OptionRange(1, most);
  }

  /**
   * @param option as it is typed
   * @throws ParameterException that names option, value and range
   */
  public void check(CommandSpec spec, String option, int value) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(), option + " is " + value + ": use " + least + " to " + most);
    }
  }
}

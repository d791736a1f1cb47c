package io.orrery.cli;

import io.orrery.Printable;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** A command line that says what is wrong in plain words, where picocli would name Java's types. */
public final class PlainCommandLine {
  private PlainCommandLine() {}

  /** Returns the command's own line, with that of each of its subcommands. */
  public static CommandLine of(Object command) {
    CommandLine line =
        new CommandLine(command)
            .registerConverter(Integer.class, PlainCommandLine::wholeNumber)
            .registerConverter(int.class, PlainCommandLine::wholeNumber)
            .registerConverter(Long.class, PlainCommandLine::longNumber)
            .registerConverter(Instant.class, new InstantConverter())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(new Refusals())
            .setExecutionExceptionHandler(new Failures());
    line.getSubcommands().values().forEach(PlainCommandLine::nameVersion);
    nameVersion(line);
    return line;
  }

  private static void nameVersion(CommandLine line) {
    line.getCommandSpec().versionProvider(new Version());
  }

  private static int wholeNumber(String text) {
    long number = longNumber(text);
    if (number != (int) number) {
      throw new TypeConversionException("'" + text + "' is too large a number");
    }
    return (int) number;
  }

  private static long longNumber(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + Printable.line(text) + "' is no whole number");
    }
  }
}

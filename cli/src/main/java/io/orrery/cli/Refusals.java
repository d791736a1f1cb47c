package io.orrery.cli;

import io.orrery.Printable;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says which argument can't be read, and how the command is used; what moves a cursor it shows not.
 */
final class Refusals implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException refused, String[] arguments) {
    CommandLine line = refused.getCommandLine();
    PrintWriter err = line.getErr();
    String words = Printable.lines(String.valueOf(refused.getMessage()));
    err.println(line.getColorScheme().errorText(words));
    if (!UnmatchedArgumentException.printSuggestions(refused, err)) {
      line.usage(err, line.getColorScheme());
    }
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }
}

package io.orrery.cli;

import io.orrery.broker.BrokerRefused;
import io.orrery.broker.BrokerUnavailable;
import io.orrery.config.ConfigRefused;
import io.orrery.store.StoreRefused;
import io.orrery.store.StoreUnavailable;
import io.orrery.testing.servers.ServerFailed;
import io.orrery.testing.servers.ServersUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Tells what went wrong: in one message where that says it all, with the stack where it is a fault
 * of ours. What was asked for in the wrong way ends with 2, as a misspelt option does; a run that
 * failed, with 1.
 */
final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (speaksForItself(failure)) {
      command.getErr().println("orrery: " + failure.getMessage());
    } else {
      failure.printStackTrace(command.getErr());
    }
    command.getErr().flush();
    return failure instanceof ConfigRefused || failure instanceof IllegalArgumentException
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }

  private static boolean speaksForItself(Exception failure) {
    return switch (failure) {
      case ConfigRefused e -> true;
      case StoreRefused e -> true;
      case StoreUnavailable e -> true;
      case BrokerRefused e -> true;
      case BrokerUnavailable e -> true;
      case ServersUnavailable e -> true;
      case ServerFailed e -> true;
      case IllegalArgumentException e -> true;
      case IOException e -> true;
      case UncheckedIOException e -> true;
      default -> false;
    };
  }
}

package io.orrery.cli;

import io.orrery.Printable;
import io.orrery.broker.BrokerRefused;
import io.orrery.broker.BrokerUnavailable;
import io.orrery.client.DeadLettersStopped;
import io.orrery.client.ScheduleUnknown;
import io.orrery.codec.CharsetRefused;
import io.orrery.codec.DecodingFailed;
import io.orrery.codec.EncodingFailed;
import io.orrery.codec.TooLarge;
import io.orrery.config.ConfigRefused;
import io.orrery.config.FileTrouble;
import io.orrery.store.StoreRefused;
import io.orrery.store.StoreUnavailable;
import io.orrery.testing.servers.ServerFailed;
import io.orrery.testing.servers.ServersUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
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
    words(failure)
        .ifPresentOrElse(
            words -> command.getErr().println("orrery: " + Printable.lines(words)),
            () -> failure.printStackTrace(command.getErr()));
    command.getErr().flush();
    return switch (failure) {
      case ConfigRefused e -> CommandLine.ExitCode.USAGE;
      case CharsetRefused e -> CommandLine.ExitCode.USAGE;
      case EncodingFailed e -> CommandLine.ExitCode.USAGE;
      case TooLarge e -> CommandLine.ExitCode.USAGE;
      case ServersUnavailable e -> CommandLine.ExitCode.USAGE;
      case IllegalArgumentException e -> CommandLine.ExitCode.USAGE;
      default -> CommandLine.ExitCode.SOFTWARE;
    };
  }

  /** Empty for what does not speak for itself. */
  private static Optional<String> words(Exception failure) {
    return switch (failure) {
      case FileSystemException e ->
          Optional.of(Printable.line(e.getFile()) + ": " + FileTrouble.of(e));
      case UncheckedIOException e -> words(e.getCause());
      case ConfigRefused e -> message(e);
      case CharsetRefused e -> message(e);
      case EncodingFailed e -> message(e);
      case TooLarge e -> message(e);
      case ScheduleUnknown e -> message(e);
      case DeadLettersStopped e -> message(e);
      case DecodingFailed e -> message(e);
      case StoreRefused e -> message(e);
      case StoreUnavailable e -> message(e);
      case BrokerRefused e -> message(e);
      case BrokerUnavailable e -> message(e);
      case ServersUnavailable e -> message(e);
      case ServerFailed e -> message(e);
      case IllegalArgumentException e -> message(e);
      case IOException e -> message(e);
      default -> Optional.empty();
    };
  }

  private static Optional<String> message(Exception failure) {
    return Optional.of(String.valueOf(failure.getMessage()));
  }
}

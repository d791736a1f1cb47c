package io.orrery.cli.service;

import io.orrery.QueueName;
import io.orrery.worker.WorkerBuilder;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What one {@code --queue NAME=SLOTS} says. */
record ServedQueue(QueueName name, int slots) {
  /** Reads it. */
  static final class Converter implements ITypeConverter<ServedQueue> {
    @Override
    public ServedQueue convert(String text) {
      int equals = text.lastIndexOf('=');
      if (equals < 0) {
        throw new TypeConversionException(
            "'%s' says no number of slots: write it as in %s=10".formatted(text, text));
      }
      try {
        return new ServedQueue(
            new QueueName(text.substring(0, equals)), slots(text.substring(equals + 1)));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }

    private static int slots(String text) {
      if (!text.matches("[1-9][0-9]{0,5}") || Integer.parseInt(text) > WorkerBuilder.MOST_SLOTS) {
        throw new TypeConversionException(
            "'%s' is no number of slots: use a whole number of 1 to %d"
                .formatted(text, WorkerBuilder.MOST_SLOTS));
      }
      return Integer.parseInt(text);
    }
  }
}

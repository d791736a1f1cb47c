package io.orrery.cli.service;

import io.orrery.schedule.Overlap;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An overlap policy as {@code --overlap} takes it: in either case, with either dash. */
final class OverlapText implements ITypeConverter<Overlap> {
  @Override
  public Overlap convert(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replace('_', '-');
    return Stream.of(Overlap.values())
        .filter(overlap -> of(overlap).equals(plain))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is no policy: write skip, queue-one or allow"));
  }

  static String of(Overlap overlap) {
    return overlap.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

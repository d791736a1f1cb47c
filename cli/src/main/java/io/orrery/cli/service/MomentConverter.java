package io.orrery.cli.service;

import io.orrery.DurationText;
import io.orrery.Printable;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Moments as people write them who look back: one of the calendar, or how long ago it was. */
final class MomentConverter implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException notOfTheCalendar) {
      return ago(text);
    }
  }

  private static Instant ago(String text) {
    try {
      return Clock.systemUTC().instant().minus(DurationText.parse(text));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new TypeConversionException(
          "'"
              + Printable.line(text)
              + "' is no moment: write it as in 2026-03-29T01:00:00Z, or as in 90s, 2h or 3d for so long ago");
    }
  }
}

package io.orrery.cli;

import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Moments as people write them. */
final class InstantConverter implements ITypeConverter<Instant> {
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  @Override
  public Instant convert(String text) {
    try {
      Instant instant = Instant.parse(text);
      if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
        throw new TypeConversionException(
            "'" + text + "' is out of reach: use a moment of the years 1 to 9999");
      }
      return instant;
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'" + text + "' is no moment: write it as in 2026-03-29T01:00:00Z");
    }
  }
}

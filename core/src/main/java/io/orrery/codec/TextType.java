package io.orrery.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A simple type whose {@code toString} is its encoded form, exact and readable in any language.
 *
 * @param type the class that a component is declared of
 * @param parse the inverse of {@code toString}; throws a {@link RuntimeException} for other texts
 */
record TextType<T>(Class<T> type, Function<String, T> parse) {
  /** The most digits of a number: parsing takes time that grows with the square of them. */
  static final int MOST_DIGITS = 100;

  private static final List<TextType<?>> ALL =
      List.of(
          new TextType<>(BigDecimal.class, BigDecimal::new),
          new TextType<>(BigInteger.class, BigInteger::new),
          new TextType<>(UUID.class, UUID::fromString),
          new TextType<>(URI.class, URI::create),
          new TextType<>(Currency.class, Currency::getInstance),
          new TextType<>(LocalDate.class, LocalDate::parse),
          new TextType<>(LocalTime.class, LocalTime::parse),
          new TextType<>(LocalDateTime.class, LocalDateTime::parse),
          new TextType<>(OffsetTime.class, OffsetTime::parse),
          new TextType<>(OffsetDateTime.class, OffsetDateTime::parse),
          new TextType<>(ZonedDateTime.class, ZonedDateTime::parse),
          new TextType<>(ZoneId.class, ZoneId::of),
          new TextType<>(ZoneOffset.class, ZoneOffset::of),
          new TextType<>(Duration.class, Duration::parse),
          new TextType<>(Period.class, Period::parse),
          new TextType<>(Year.class, text -> Year.of(Integer.parseInt(text))),
          new TextType<>(YearMonth.class, YearMonth::parse),
          new TextType<>(MonthDay.class, MonthDay::parse));

  /** Instants are texts only as keys of maps: as values they are MessagePack timestamps. */
  static final TextType<Instant> INSTANT_KEY = new TextType<>(Instant.class, Instant::parse);

  /** What a declared component of this class is read with. */
  static Optional<TextType<?>> of(Class<?> declared) {
    return ALL.stream().filter(text -> text.type() == declared).findFirst();
  }

  /** Whether values of this class are written so: JDK classes hide behind some of the declared. */
  static boolean covers(Class<?> runtime) {
    return ALL.stream().anyMatch(text -> text.type().isAssignableFrom(runtime));
  }

  static List<TextType<?>> all() {
    return ALL;
  }

  T read(String text) {
    if (Number.class.isAssignableFrom(type) && text.length() > MOST_DIGITS) {
      throw new NumberFormatException("over " + MOST_DIGITS + " digits");
    }
    return parse.apply(text);
  }
}

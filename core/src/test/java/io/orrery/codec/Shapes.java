package io.orrery.codec;

import static java.time.ZoneOffset.UTC;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.type.TypeReference;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** One value of each shape that can be encoded, and of the corners of each. */
final class Shapes {
  private Shapes() {}

  record Numbers(byte b, short s, int i, long l, float f, double d, char c, boolean z) {}

  record Boxes(Byte b, Short s, Integer i, Long l, Float f, Double d, Character c, Boolean z) {}

  record Exact(BigDecimal decimal, BigInteger integer, UUID id, URI uri, Currency currency) {}

  record Dates(
      LocalDate date,
      LocalTime time,
      LocalDateTime both,
      Year year,
      YearMonth month,
      MonthDay day) {}

  record Moments(
      Instant instant,
      OffsetDateTime offset,
      OffsetTime time,
      ZonedDateTime zoned,
      Duration took) {}

  record Zones(ZoneId zone, ZoneOffset offset, Period period, DayOfWeek day) {}

  record Arrays(
      byte[] bytes, char[] chars, double[] reals, boolean[] flags, Point[] points, long[][] grid) {}

  record Point(int x, int y) {}

  record Line(Point from, Point to) {}

  record Maybe(
      Optional<String> text,
      Optional<Point> point,
      OptionalInt i,
      OptionalLong l,
      OptionalDouble d) {}

  record Lists(Collection<String> texts, List<List<Integer>> numbers, ArrayList<Line> lines) {}

  record Sets(Set<String> texts, SortedSet<Integer> numbers, EnumSet<Colour> colours) {}

  record Maps(
      Map<String, Point> points,
      SortedMap<Long, String> texts,
      EnumMap<Colour, Integer> counts,
      Map<UUID, List<Optional<Line>>> lines) {}

  record Keys(Map<Instant, Integer> at, Map<LocalDate, Integer> on, Map<BigDecimal, Integer> of) {}

  record Box<T>(T value, List<T> more) {}

  record Pair<A, B>(A first, Box<B> second) {}

  record Tree(String name, List<Tree> children) {}

  record Empty() {}

  record Odd(boolean isOpen, String getName, int aB, String URL) {
    public int getArea() {
      return aB * aB;
    }

    public boolean isHuge() {
      return aB > 1000;
    }
  }

  enum Colour {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "not the name";
      }
    }
  }

  static Stream<Arguments> values() {
    return Stream.of(
        of(new Numbers((byte) -128, (short) 32767, -1, Long.MIN_VALUE, 0.1f, 1e300, 'ß', true)),
        of(
            new Numbers(
                (byte) 127, (short) 0, 1 << 20, Long.MAX_VALUE, -0f, Double.NaN, '\0', false)),
        of(new Boxes((byte) 1, (short) 2, 3, 1L << 40, 5f, 6d, '7', false)),
        of(new Boxes(null, null, null, null, null, null, null, null)),
        of(
            new Exact(
                new BigDecimal("123456789012345678901234567890.1200"),
                BigInteger.TWO.pow(300),
                UUID.fromString("0190a6e0-0000-7000-8000-00000000000f"),
                URI.create("https://example.org/a?b=%20#c"),
                Currency.getInstance("EUR"))),
        of(
            new Dates(
                LocalDate.of(-44, 3, 15),
                LocalTime.of(23, 59, 59, 1),
                LocalDateTime.of(2026, 3, 29, 2, 30),
                Year.of(-5),
                YearMonth.of(2026, 2),
                MonthDay.of(2, 29))),
        of(
            new Moments(
                Instant.parse("2026-03-29T00:30:00.000000001Z"),
                OffsetDateTime.parse("2026-10-25T02:30:00.123456789+02:00"),
                OffsetTime.parse("10:00+05:30"),
                // The second 02:30 of the night that the clocks go back.
                ZonedDateTime.parse("2026-10-25T02:30:00.000000007+01:00[Europe/Paris]"),
                Duration.ofSeconds(-1, 999_999_999))),
        of(
            new Zones(
                ZoneId.of("Europe/Paris"),
                ZoneOffset.ofHours(-3),
                Period.ofDays(-3),
                DayOfWeek.MONDAY)),
        of(new Zones(UTC, UTC, Period.ZERO, DayOfWeek.SUNDAY)),
        of(new Line(new Point(1, 2), null)),
        of(
            new Maybe(
                Optional.of("ann"),
                Optional.of(new Point(1, 2)),
                OptionalInt.of(1),
                OptionalLong.of(1L << 40),
                OptionalDouble.of(.5))),
        of(
            new Maybe(
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty())),
        of(
            new Lists(
                List.of("a", "", "ß中😀", "x".repeat(70_000)),
                List.of(List.of(), List.of(1, 2)),
                new ArrayList<>(List.of(new Line(new Point(0, 0), new Point(9, 9)))))),
        of(
            new Sets(
                new LinkedHashSet<>(List.of("z", "a", "m")),
                new TreeSet<>(Set.of(3, 1, 2)),
                EnumSet.of(Colour.GREEN))),
        of(
            new Maps(
                Map.of("@class", new Point(1, 1), "", new Point(2, 2)),
                new TreeMap<>(Map.of(-1L, "minus", 1L << 50, "plus")),
                new EnumMap<>(Map.of(Colour.GREEN, 7)),
                Map.of(new UUID(1, 2), List.of(Optional.empty())))),
        of(
            new Keys(
                Map.of(Instant.EPOCH.plusNanos(1), 1),
                Map.of(LocalDate.EPOCH, 2),
                Map.of(new BigDecimal("1.10"), 3))),
        of(new Tree("root", List.of(new Tree("leaf", List.of())))),
        of(new Empty()),
        of(new Odd(true, "name", 3, "url")),
        of(Colour.RED),
        of(Colour.GREEN),
        of("text"),
        of(42),
        of(Instant.EPOCH),
        arguments(List.of(new Point(1, 2)), new TypeReference<List<Point>>() {}.getType()),
        arguments(
            Map.of("a", List.of(1L)), new TypeReference<Map<String, List<Long>>>() {}.getType()),
        arguments(
            new Box<>(new Point(1, 2), List.of()), new TypeReference<Box<Point>>() {}.getType()),
        arguments(
            new Pair<>("a", new Box<>(Instant.EPOCH, List.of(Instant.MAX, Instant.MIN))),
            new TypeReference<Pair<String, Instant>>() {}.getType()));
  }

  private static Arguments of(Object value) {
    Class<?> type =
        value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
    return arguments(value, type);
  }
}

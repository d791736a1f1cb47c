package io.orrery.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.Optional;

/**
 * The local times that a cron expression fits. Fields are sets of bits: bit 5 of {@code minutes} is
 * the fifth minute.
 *
 * @param everyMoment whether seconds, minutes or hours have a {@code *}, so that the rule goes by
 *     the passing of time rather than by fixed times of day
 */
record CronFields(
    long seconds, long minutes, long hours, long months, DaysOf days, boolean everyMoment) {
  /** The days of a month, bit 1 being the first. */
  @FunctionalInterface
  interface DaysOf {
    long in(YearMonth month);
  }

  /** After so many years, the calendar repeats to the day. */
  private static final int CYCLE = 400;

  /** The earliest local time from {@code from} on that is before {@code end}. */
  Optional<LocalDateTime> next(LocalDateTime from, LocalDateTime end) {
    LocalDateTime floor = from;
    Optional<LocalDate> day = nextDay(floor.toLocalDate(), end);
    while (day.isPresent()) {
      if (day.get().isAfter(floor.toLocalDate())) {
        floor = day.get().atStartOfDay();
      }
      Optional<LocalDateTime> found = nextTime(floor.toLocalTime()).map(day.get()::atTime);
      if (found.isPresent()) {
        return found.filter(time -> time.isBefore(end));
      }
      day = nextDay(day.get().plusDays(1), end);
    }
    return Optional.empty();
  }

  /** Whether it fits no time at all, as with the 30th of February. */
  boolean neverFires() {
    LocalDateTime start = LocalDateTime.of(2000, 1, 1, 0, 0);
    return next(start, start.plusYears(CYCLE)).isEmpty();
  }

  private Optional<LocalDate> nextDay(LocalDate from, LocalDateTime end) {
    YearMonth month = YearMonth.from(from);
    int firstDay = from.getDayOfMonth();
    while (month.atDay(firstDay).atStartOfDay().isBefore(end)) {
      int day = has(months, month.getMonthValue()) ? firstFrom(days.in(month), firstDay) : -1;
      if (day > 0) {
        return Optional.of(month.atDay(day));
      }
      month = month.plusMonths(1);
      firstDay = 1;
    }
    return Optional.empty();
  }

  private Optional<LocalTime> nextTime(LocalTime from) {
    for (int hour = firstFrom(hours, from.getHour());
        hour >= 0;
        hour = firstFrom(hours, hour + 1)) {
      boolean sameHour = hour == from.getHour();
      int minute = firstFrom(minutes, sameHour ? from.getMinute() : 0);
      while (minute >= 0) {
        boolean sameMinute = sameHour && minute == from.getMinute();
        int second = firstFrom(seconds, sameMinute ? from.getSecond() : 0);
        if (second >= 0) {
          return Optional.of(LocalTime.of(hour, minute, second));
        }
        minute = firstFrom(minutes, minute + 1);
      }
    }
    return Optional.empty();
  }

  private static boolean has(long bits, int value) {
    return (bits >>> value & 1) != 0;
  }

  /** The smallest member from {@code least} on; -1 if there is none. */
  private static int firstFrom(long bits, int least) {
    long left = least > 63 ? 0 : bits >>> least << least;
    return left == 0 ? -1 : Long.numberOfTrailingZeros(left);
  }
}

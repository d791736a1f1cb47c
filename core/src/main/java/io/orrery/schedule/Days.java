package io.orrery.schedule;

import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.value.SpecialChar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * The days that the two day fields fit: either of them where both are restricted, as in cron(5);
 * else both. A field with a {@code *} in it, if only as a step, is not restricted.
 */
final class Days {
  private static final int DAYS_IN_WEEK = 7;

  private Days() {}

  static CronFields.DaysOf of(FieldExpression ofMonth, FieldExpression ofWeek) {
    checkOfMonth(ofMonth);
    checkOfWeek(ofWeek);
    boolean both = FieldBits.hasStar(ofMonth) || FieldBits.hasStar(ofWeek);
    return month -> {
      long byNumber = byNumber(ofMonth, month);
      long byWeekday = byWeekday(ofWeek, month);
      return both ? byNumber & byWeekday : byNumber | byWeekday;
    };
  }

  private static long byNumber(FieldExpression field, YearMonth month) {
    return switch (field) {
      case And list ->
          list.getExpressions().stream()
              .mapToLong(each -> byNumber(each, month))
              .reduce(0, (a, b) -> a | b);
      case On on -> number(on, month);
      default -> FieldBits.of(field, 1, month.lengthOfMonth()) & all(month);
    };
  }

  private static long number(On on, YearMonth month) {
    int last = month.lengthOfMonth();
    int day = on.getTime().getValue();
    return switch (on.getSpecialChar().getValue()) {
      case L -> bit(last - Math.max(0, on.getNth().getValue()));
      case LW -> bit(nearestWeekday(month.atDay(last)));
      case W -> day <= last ? bit(nearestWeekday(month.atDay(day))) : 0;
      default -> bit(day) & all(month);
    };
  }

  private static long byWeekday(FieldExpression field, YearMonth month) {
    return switch (field) {
      case And list ->
          list.getExpressions().stream()
              .mapToLong(each -> byWeekday(each, month))
              .reduce(0, (a, b) -> a | b);
      case On on when on.getSpecialChar().getValue() == SpecialChar.HASH ->
          of(weekday(on), month) & week(on.getNth().getValue());
      case On on when on.getSpecialChar().getValue() == SpecialChar.L ->
          Long.highestOneBit(of(weekday(on), month));
      default -> weekdays(FieldBits.of(field, 0, DAYS_IN_WEEK - 1), month);
    };
  }

  private static long weekdays(long numbers, YearMonth month) {
    long days = 0;
    for (DayOfWeek day : DayOfWeek.values()) {
      // Monday is 1 to both; Sunday is 7 here, and 0 or 7 there.
      boolean named = (numbers >>> day.getValue() & 1) != 0;
      if (named || (day == DayOfWeek.SUNDAY && (numbers & 1) != 0)) {
        days |= of(day, month);
      }
    }
    return days;
  }

  private static DayOfWeek weekday(On on) {
    int number = on.getTime().getValue();
    return DayOfWeek.of(number == 0 ? DAYS_IN_WEEK : number);
  }

  /** All days of a month that are this weekday. */
  private static long of(DayOfWeek weekday, YearMonth month) {
    int first = 1 + Math.floorMod(weekday.compareTo(month.atDay(1).getDayOfWeek()), DAYS_IN_WEEK);
    long days = 0;
    for (int day = first; day <= month.lengthOfMonth(); day += DAYS_IN_WEEK) {
      days |= bit(day);
    }
    return days;
  }

  /** The days on which a weekday is its month's nth. */
  private static long week(int nth) {
    return ((1L << DAYS_IN_WEEK) - 1) << (1 + DAYS_IN_WEEK * (nth - 1));
  }

  /** The day itself, or a neighbour if it is on a weekend, but never in another month. */
  private static int nearestWeekday(LocalDate day) {
    LocalDate nearest =
        switch (day.getDayOfWeek()) {
          case SATURDAY -> day.getDayOfMonth() == 1 ? day.plusDays(2) : day.minusDays(1);
          case SUNDAY ->
              day.getDayOfMonth() == day.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1);
          default -> day;
        };
    return nearest.getDayOfMonth();
  }

  private static long bit(int day) {
    return day < 1 ? 0 : 1L << day;
  }

  private static long all(YearMonth month) {
    return (1L << (month.lengthOfMonth() + 1)) - 2;
  }

  /** cron-utils reads {@code 3L} here too, and then forgets the 3. */
  private static void checkOfMonth(FieldExpression field) {
    if (field instanceof And list) {
      list.getExpressions().forEach(Days::checkOfMonth);
    }
    if (field instanceof On on
        && on.getSpecialChar().getValue() == SpecialChar.L
        && on.getTime().getValue() >= 0) {
      throw new IllegalArgumentException(
          "day of month \"%dL\": write L for the last day, L-3 for three before it"
              .formatted(on.getTime().getValue()));
    }
  }

  /** An L alone is Saturday to some and Sunday to others. */
  private static void checkOfWeek(FieldExpression field) {
    if (field instanceof And list) {
      list.getExpressions().forEach(Days::checkOfWeek);
    }
    if (field instanceof On on) {
      boolean last = on.getSpecialChar().getValue() == SpecialChar.L;
      if (last && on.getTime().getValue() < 0) {
        throw new IllegalArgumentException(
            "day of week \"L\": write which, as 5L for the month's last Friday");
      }
      boolean nth = on.getSpecialChar().getValue() == SpecialChar.HASH;
      if (nth && (on.getNth().getValue() < 1 || on.getNth().getValue() > 5)) {
        throw new IllegalArgumentException(
            "day of week \"%s\": a month has 1 to 5 of each".formatted(on.asString()));
      }
    }
  }
}

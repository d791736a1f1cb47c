package io.orrery.schedule;

import com.cronutils.model.field.expression.Always;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.expression.QuestionMark;
import com.cronutils.model.field.value.FieldValue;
import com.cronutils.model.field.value.SpecialChar;

/** The numbers that a field of plain numbers, ranges, steps and lists names, as a set of bits. */
final class FieldBits {
  private FieldBits() {}

  /**
   * @param least the smallest number of the field, at which {@code *} begins
   * @param most the largest, at which {@code *} and {@code 5/10} end
   */
  static long of(FieldExpression field, int least, int most) {
    return switch (field) {
      case Always always -> range(least, most, 1);
      case QuestionMark any -> range(least, most, 1);
      case And list ->
          list.getExpressions().stream()
              .mapToLong(each -> of(each, least, most))
              .reduce(0, (a, b) -> a | b);
      case Between between -> range(between, most, 1);
      case Every every -> steps(every, least, most);
      case On on -> 1L << on.getTime().getValue();
      default ->
          throw new IllegalArgumentException("\"" + field.asString() + "\" is not understood");
    };
  }

  /** Whether a {@code *} stands in it. */
  static boolean hasStar(FieldExpression field) {
    return switch (field) {
      case Always always -> true;
      case And list -> list.getExpressions().stream().anyMatch(FieldBits::hasStar);
      case Every every -> hasStar(every.getExpression());
      default -> field instanceof QuestionMark;
    };
  }

  private static long steps(Every every, int least, int most) {
    int step = every.getPeriod().getValue();
    return switch (every.getExpression()) {
      case Between between -> range(between, most, step);
      case On on -> range(on.getTime().getValue(), most, step);
      default -> range(least, most, step);
    };
  }

  private static long range(Between between, int most, int step) {
    return range((Integer) between.getFrom().getValue(), end(between.getTo(), most), step);
  }

  /** {@code 10-L} ends with the month. */
  private static int end(FieldValue<?> to, int most) {
    return to.getValue() == SpecialChar.L ? most : (Integer) to.getValue();
  }

  private static long range(int from, int to, int step) {
    long bits = 0;
    for (int value = from; value <= to; value += step) {
      bits |= 1L << value;
    }
    return bits;
  }
}

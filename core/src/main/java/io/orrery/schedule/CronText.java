package io.orrery.schedule;

import static com.cronutils.model.field.CronFieldName.DAY_OF_MONTH;
import static com.cronutils.model.field.CronFieldName.DAY_OF_WEEK;
import static com.cronutils.model.field.CronFieldName.HOUR;
import static com.cronutils.model.field.CronFieldName.MINUTE;
import static com.cronutils.model.field.CronFieldName.MONTH;
import static com.cronutils.model.field.CronFieldName.SECOND;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.field.CronField;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.parser.CronParser;
import io.orrery.Printable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads cron expressions. cron-utils parses and checks the fields; which times they fit is decided
 * here, see {@code docs/decisions/0006-cron-times.md}.
 */
final class CronText {
  private static final int LONGEST = 256;
  private static final String EXAMPLE = "write it as in \"0 9 * * MON-FRI\" or \"@daily\"";
  private static final List<String> NAMES =
      List.of("second", "minute", "hour", "day of month", "month", "day of week");

  private static final CronParser WITH_SECONDS = new CronParser(definition(true));
  private static final CronParser WITHOUT_SECONDS = new CronParser(definition(false));

  private CronText() {}

  /**
   * @throws IllegalArgumentException if the text is no cron expression, or one that never fires
   */
  static CronFields parse(String text) {
    if (text.isBlank() || text.length() > LONGEST) {
      throw refused(
          text, "it has %d characters, of 1 to %d".formatted(text.length(), LONGEST), null);
    }
    CronFields fields = fields(text, expressions(text));
    if (fields.neverFires()) {
      throw refused(text, "it never fires: no day fits it", null);
    }
    return fields;
  }

  private static Map<CronFieldName, CronField> expressions(String text) {
    String[] parts = parts(text);
    boolean nickname = parts.length == 1 && parts[0].startsWith("@");
    if (!nickname && parts.length != 5 && parts.length != 6) {
      throw refused(
          text, "it has %d fields, of 5 or, with seconds, 6".formatted(parts.length), null);
    }
    try {
      return parser(parts)
          .parse(String.join(" ", parts).toLowerCase(Locale.ROOT))
          .retrieveFieldsAsMap();
    } catch (IllegalArgumentException e) {
      throw refused(text, nickname ? "there is no such name" : culprit(parts), e);
    }
  }

  /** Two texts that differ in white space alone are one rule. */
  static String normalised(String text) {
    return String.join(" ", parts(text));
  }

  private static String[] parts(String text) {
    return text.strip().split("\\s+", -1);
  }

  private static CronParser parser(String... parts) {
    return parts.length == 6 ? WITH_SECONDS : WITHOUT_SECONDS;
  }

  /** cron-utils does not say which field it refuses: it is asked for one after the other. */
  private static String culprit(String... parts) {
    for (int i = 0; i < parts.length; i++) {
      String[] alone = new String[parts.length];
      Arrays.fill(alone, "*");
      alone[i] = parts[i];
      try {
        parser(alone).parse(String.join(" ", alone).toLowerCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        return "%s \"%s\": %s".formatted(name(i, parts.length), parts[i], reason(e));
      }
    }
    return "its fields do not go together";
  }

  private static String name(int field, int fields) {
    return NAMES.get(field + NAMES.size() - fields);
  }

  private static String reason(IllegalArgumentException e) {
    return String.valueOf(e.getMessage()).replace("Failed to parse cron expression. ", "");
  }

  private static CronFields fields(String text, Map<CronFieldName, CronField> parsed) {
    try {
      FieldExpression ofMonth = parsed.get(DAY_OF_MONTH).getExpression();
      FieldExpression ofWeek = parsed.get(DAY_OF_WEEK).getExpression();
      CronField second = parsed.get(SECOND);
      FieldExpression minute = parsed.get(MINUTE).getExpression();
      FieldExpression hour = parsed.get(HOUR).getExpression();
      return new CronFields(
          second == null ? 1 : FieldBits.of(second.getExpression(), 0, 59),
          FieldBits.of(minute, 0, 59),
          FieldBits.of(hour, 0, 23),
          FieldBits.of(parsed.get(MONTH).getExpression(), 1, 12),
          Days.of(ofMonth, ofWeek),
          (second != null && FieldBits.hasStar(second.getExpression()))
              || FieldBits.hasStar(minute)
              || FieldBits.hasStar(hour));
    } catch (IllegalArgumentException e) {
      throw refused(text, e.getMessage(), e);
    }
  }

  private static IllegalArgumentException refused(String text, String why, Throwable cause) {
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return new IllegalArgumentException(
        "cron \"%s\": %s; %s".formatted(Printable.line(shown), why, EXAMPLE), cause);
  }

  private static CronDefinition definition(boolean seconds) {
    CronDefinitionBuilder builder = CronDefinitionBuilder.defineCron();
    if (seconds) {
      builder.withSeconds().withStrictRange().and();
    }
    return builder
        .withMinutes()
        .withStrictRange()
        .and()
        .withHours()
        .withStrictRange()
        .and()
        .withDayOfMonth()
        .supportsL()
        .supportsW()
        .supportsLW()
        .supportsQuestionMark()
        .withStrictRange()
        .and()
        .withMonth()
        .withStrictRange()
        .and()
        .withDayOfWeek()
        .withValidRange(0, 7)
        .withMondayDoWValue(1)
        .withIntMapping(7, 0)
        .supportsHash()
        .supportsL()
        .supportsQuestionMark()
        .withStrictRange()
        .and()
        .withSupportedNicknameYearly()
        .withSupportedNicknameAnnually()
        .withSupportedNicknameMonthly()
        .withSupportedNicknameWeekly()
        .withSupportedNicknameDaily()
        .withSupportedNicknameMidnight()
        .withSupportedNicknameHourly()
        .instance();
  }
}

package io.orrery.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {

  @Test
  void whiteSpaceMakesNoOtherRule() {
    Cron spaced = new Cron("\t0  9 *\n* * ", ZoneId.of("UTC"));

    assertThat(spaced).isEqualTo(new Cron("0 9 * * *", ZoneId.of("UTC")));
    assertThat(spaced.expression()).isEqualTo("0 9 * * *");
  }

  /** A Thursday. */
  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          */15 * * * *      | 2026-01-01T00:15 2026-01-01T00:30 2026-01-01T00:45 2026-01-01T01:00
          5/20 * * * *      | 2026-01-01T00:05 2026-01-01T00:25 2026-01-01T00:45 2026-01-01T01:05
          0-30/15,59 9 * * *| 2026-01-01T09:00 2026-01-01T09:15 2026-01-01T09:30 2026-01-01T09:59
          10,50 30 6 * * *  | 2026-01-01T06:30:10 2026-01-01T06:30:50 2026-01-02T06:30:10
          0 9 * * MON-FRI   | 2026-01-01T09:00 2026-01-02T09:00 2026-01-05T09:00
          0 9 * * fri-sun   | 2026-01-02T09:00 2026-01-03T09:00 2026-01-04T09:00 2026-01-09T09:00
          0 0 * * 0         | 2026-01-04T00:00 2026-01-11T00:00
          0 0 * * 7         | 2026-01-04T00:00 2026-01-11T00:00
          0 0 * * 6-7       | 2026-01-03T00:00 2026-01-04T00:00 2026-01-10T00:00
          0 0 1 JAN,mar *   | 2026-03-01T00:00 2027-01-01T00:00
          0 0 13 * 5        | 2026-01-02T00:00 2026-01-09T00:00 2026-01-13T00:00 2026-01-16T00:00
          0 0 */10 * 1      | 2026-05-11T00:00 2026-06-01T00:00 2026-08-31T00:00
          0 0 ? * 1         | 2026-01-05T00:00 2026-01-12T00:00
          0 0 29 2 *        | 2028-02-29T00:00 2032-02-29T00:00
          0 0 L * *         | 2026-01-31T00:00 2026-02-28T00:00 2026-03-31T00:00
          0 0 L-3 * *       | 2026-01-28T00:00 2026-02-25T00:00
          0 0 L,15 * *      | 2026-01-15T00:00 2026-01-31T00:00 2026-02-15T00:00 2026-02-28T00:00
          0 0 30-L * *      | 2026-01-30T00:00 2026-01-31T00:00 2026-03-30T00:00
          0 0 15W 2,8 *     | 2026-02-16T00:00 2026-08-14T00:00
          0 0 1W 8 *        | 2026-08-03T00:00 2027-08-02T00:00
          0 0 31W * *       | 2026-01-30T00:00 2026-03-31T00:00 2026-05-29T00:00
          0 0 LW * *        | 2026-01-30T00:00 2026-02-27T00:00
          0 0 * * 5L        | 2026-01-30T00:00 2026-02-27T00:00
          0 0 * * 7L        | 2026-01-25T00:00 2026-02-22T00:00
          0 0 * * 1#2       | 2026-01-12T00:00 2026-02-09T00:00
          0 0 * * MON#5     | 2026-03-30T00:00 2026-06-29T00:00
          0 0 * * 1,3#2     | 2026-01-05T00:00 2026-01-12T00:00 2026-01-14T00:00 2026-01-19T00:00
          @hourly           | 2026-01-01T01:00 2026-01-01T02:00
          @daily            | 2026-01-02T00:00 2026-01-03T00:00
          @Midnight         | 2026-01-02T00:00 2026-01-03T00:00
          @weekly           | 2026-01-04T00:00 2026-01-11T00:00
          @monthly          | 2026-02-01T00:00 2026-03-01T00:00
          @yearly           | 2027-01-01T00:00 2028-01-01T00:00
          @annually         | 2027-01-01T00:00 2028-01-01T00:00
          """)
  void eachFormIsDueWhenCronSays(String expression, String expected) {
    List<Instant> due =
        List.of(expected.split(" ")).stream()
            .map(time -> LocalDateTime.parse(time).toInstant(ZoneOffset.UTC))
            .toList();

    assertThat(new Cron(expression, ZoneOffset.UTC).next(NEW_YEAR, due.size())).isEqualTo(due);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          60 * * * *    | minute "60": Value 60 not in range [0, 59]
          0 24 * * *    | hour "24"
          0 0 0 * *     | day of month "0"
          0 0 * 13 *    | month "13"
          0 0 * * 8     | day of week "8"
          61 0 0 * * *  | second "61"
          */0 * * * *   | minute "*/0"
          0 22-2 * * *  | hour "22-2": Invalid range! [22,2]
          0 9 * *       | it has 4 fields, of 5 or, with seconds, 6
          0 0 0 1 1 ? 1 | it has 7 fields
          @reboot       | there is no such name
          ''            | it has 0 characters
          0 0 30 2 *    | it never fires
          0 0 31 4,6 *  | it never fires
          0 0 * * 5#6   | a month has 1 to 5 of each
          0 0 * * L     | write which, as 5L
          0 0 3L * *    | write L for the last day
          noon          | it has 1 fields
          """)
  void aBadExpressionIsRefusedWithItsFieldAndAnExample(String expression, String reason) {
    assertThatThrownBy(() -> new Cron(expression, ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cron \"" + expression + "\": ")
        .hasMessageContaining(reason)
        .hasMessageEndingWith("write it as in \"0 9 * * MON-FRI\" or \"@daily\"");
  }

  @Test
  void aTextWithoutEndIsRefusedAndCut() {
    assertThatThrownBy(() -> new Cron("1,".repeat(100_000) + "1 * * * *", ZoneOffset.UTC))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(500));
  }

  @Test
  void aLeapDayThatIsASundayIsFound() {
    assertThat(new Cron("0 0 29 2 */7", ZoneId.of("Europe/Paris")).next(NEW_YEAR))
        .isEqualTo("2032-02-28T23:00:00Z");
  }

  @Test
  void aMomentWithinASecondIsBeforeTheNext() {
    Cron everySecond = new Cron("* * * * * *", ZoneOffset.UTC);

    assertThat(everySecond.next(NEW_YEAR.plusMillis(1_999))).isEqualTo(NEW_YEAR.plusSeconds(2));
  }
}

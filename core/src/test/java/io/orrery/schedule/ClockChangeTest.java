package io.orrery.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule at the seams of local time, zone by zone, in figures that can be checked by hand. */
class ClockChangeTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Put forward from 02:00 to 03:00: what is due between is due at 03:00.
          Europe/Paris        | 30 2 * * *   | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z 2026-03-30T00:30:00Z
          Europe/Paris        | 0,30 2 * * * | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z 2026-03-30T00:00:00Z
          Europe/Paris        | */30 * * * * | 2026-03-29T00:29:00Z | 2026-03-29T00:30:00Z 2026-03-29T01:00:00Z 2026-03-29T01:30:00Z
          Europe/Paris        | 30 * * * *   | 2026-03-29T00:29:00Z | 2026-03-29T00:30:00Z 2026-03-29T01:00:00Z 2026-03-29T01:30:00Z
          # Put back from 03:00 to 02:00: a fixed time comes once, a wildcard twice.
          Europe/Paris        | 30 2 * * *   | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z
          Europe/Paris        | 0 3 * * *    | 2026-10-24T12:00:00Z | 2026-10-25T02:00:00Z 2026-10-26T02:00:00Z
          Europe/Paris        | 30 * * * *   | 2026-10-25T00:00:00Z | 2026-10-25T00:30:00Z 2026-10-25T01:30:00Z 2026-10-25T02:30:00Z
          Europe/Paris        | */20 2 * * * | 2026-10-25T00:30:00Z | 2026-10-25T00:40:00Z 2026-10-25T01:00:00Z 2026-10-25T01:20:00Z 2026-10-25T01:40:00Z
          # Midnight itself is skipped.
          Africa/Cairo        | 0 0 * * *    | 2026-04-23T12:00:00Z | 2026-04-23T22:00:00Z 2026-04-24T21:00:00Z
          Asia/Beirut         | 0 0 * * *    | 2026-03-28T12:00:00Z | 2026-03-28T22:00:00Z 2026-03-29T21:00:00Z
          America/Sao_Paulo   | 0 0 * * *    | 2018-11-03T12:00:00Z | 2018-11-04T03:00:00Z 2018-11-05T02:00:00Z
          # Half an hour forward, and back.
          Australia/Lord_Howe | 15 2 * * *   | 2026-10-03T12:00:00Z | 2026-10-03T15:30:00Z 2026-10-04T15:15:00Z
          Australia/Lord_Howe | 45 1 * * *   | 2026-04-04T12:00:00Z | 2026-04-04T14:45:00Z 2026-04-05T15:15:00Z
          Australia/Lord_Howe | 45 * * * *   | 2026-04-04T14:00:00Z | 2026-04-04T14:45:00Z 2026-04-04T15:15:00Z 2026-04-04T16:15:00Z
          # Two hours.
          Antarctica/Troll    | 30 1,2 * * * | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z 2026-03-29T23:30:00Z
          Antarctica/Troll    | 30 1,2 * * * | 2026-10-24T12:00:00Z | 2026-10-24T23:30:00Z 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z
          # A whole day that never was.
          Pacific/Apia        | 0 9 * * *    | 2011-12-29T12:00:00Z | 2011-12-29T19:00:00Z 2011-12-30T10:00:00Z 2011-12-30T19:00:00Z
          """)
  void aTimeAtASeamIsDueByTheRule(String zone, String expression, Instant after, String expected) {
    List<Instant> due = Stream.of(expected.split(" ")).map(Instant::parse).toList();

    assertThat(new Cron(expression, ZoneId.of(zone)).next(after, due.size())).isEqualTo(due);
  }
}

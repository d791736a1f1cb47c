package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.JobId;
import io.orrery.dead.DeadFilter;
import io.orrery.dead.DeadPosition;
import io.orrery.store.DeadRows.Met;
import io.orrery.store.DeadRows.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dead letters are found by what they are, in the order of their deaths. */
class DeadWalkTest extends DeadTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  /** One second apart, in every mixture of two types, two errors and two queues. */
  private static final String MIXTURE =
      """
      INSERT INTO orrery.job (id, created_at, finished_at, state, queue, type, error_type, reason, priority, max_retries, arguments)
      SELECT gen_random_uuid(), now(), timestamptz '2026-03-01 12:00:00Z' + n * interval '1 s', 'DEAD', 'q' || n %% 2,
             't' || n / 2 %% 2, 'e' || n / 4 %% 2, 'DISCARDED', 5, 5, ''
      FROM generate_series(0, %d) n
      """;

  @Test
  void pagesFollowOneAnotherWithoutGapsOrRepeatsAlsoWhereManyDiedAtOnce() {
    database.execute(MIXTURE.formatted(99));
    database.execute("UPDATE orrery.job SET finished_at = date_trunc('minute', finished_at)");

    for (DeadFilter filter :
        List.of(
            DeadFilter.ALL,
            DeadFilter.ALL.type("t1"),
            DeadFilter.ALL.error("e1"),
            DeadFilter.ALL.queue("q1"))) {
      List<JobId> walked = walk(filter, 7).stream().map(Met::id).toList();

      List<String> expected =
          database.column(
              "SELECT id FROM orrery.job WHERE %s ORDER BY finished_at DESC, id DESC"
                  .formatted(where(filter)));
      assertThat(walked).extracting(JobId::toString).containsExactlyElementsOf(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true|",
        "t1|t",
        "e0|e",
        "q1|q",
        "t0 e1|te",
        "t1 q0|tq",
        "e1 q1|eq",
        "t1 e0 q1|teq"
      })
  void allThatIsGivenMustHold(String filters) {
    database.execute(MIXTURE.formatted(63));
    DeadFilter filter = DeadFilter.ALL.from(NOON.plusSeconds(8)).until(NOON.plusSeconds(40));
    for (String word : filters.substring(0, filters.indexOf('|')).split(" ", -1)) {
      filter =
          switch (word.charAt(0)) {
            case 'e' -> filter.error(word);
            case 'q' -> filter.queue(word);
            default -> word.equals("true") ? filter : filter.type(word);
          };
    }

    List<JobId> walked = walk(filter, 5).stream().map(Met::id).toList();

    List<String> expected =
        database.column(
            ("SELECT id FROM orrery.job WHERE %s AND finished_at >= '2026-03-01 12:00:08Z'"
                    + " AND finished_at < '2026-03-01 12:00:40Z' ORDER BY finished_at DESC, id DESC")
                .formatted(where(filter)));
    assertThat(walked).extracting(JobId::toString).containsExactlyElementsOf(expected);
    assertThat(walked).isNotEmpty();
  }

  @Test
  void aWalkPassesOverABoundedNumberOfOthersAndSaysWhereToGoOn() {
    database.execute(MIXTURE.formatted(DeadWalk.LOOK + 9));
    database.execute(
        "UPDATE orrery.job SET error_type = 'rare' WHERE finished_at = '2026-03-01 12:00:00Z'");
    DeadFilter rare = DeadFilter.ALL.queue("q0").type("t0").from(NOON);
    database.execute("UPDATE orrery.job SET queue = 'q1' WHERE error_type <> 'rare'");

    Stretch first = dead.stretch(DeadFilter.ALL.type("t0").queue("q0"), DeadPosition.START, 10);
    Stretch all = dead.stretch(DeadFilter.ALL, DeadPosition.START, DeadWalk.LOOK + 1);

    assertThat(first.met()).hasSize(1);
    assertThat(all.met()).hasSize(DeadWalk.LOOK);
    assertThat(all.next()).contains(all.met().getLast().position());
    assertThat(walk(rare, 10)).hasSize(1);
  }

  /** What stands in a filter is compared, and means nothing else. */
  @Test
  void oddCharactersAreTakenLiterally() {
    for (String odd :
        List.of("%", "_", "e'; DROP TABLE orrery.job; --", "\"\\", "日本", "a:b :type")) {
      ClaimedJob job = running(1).getFirst();
      runs.end(List.of(fatal(job.held(), odd)));

      assertThat(walk(DeadFilter.ALL.error(odd), 10)).extracting(Met::id).containsExactly(job.id());
    }
    assertThat(walk(DeadFilter.ALL.error("%e%"), 10)).isEmpty();
  }

  @Test
  void whatNoDeadLetterCouldHaveIsRefused() {
    assertThatThrownBy(() -> DeadFilter.ALL.error("a\0b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the error of a filter, \"a?b\", has a control character");
    assertThatThrownBy(() -> DeadFilter.ALL.error("x".repeat(501)))
        .hasMessageContaining("501 characters: use 1 to 500");
    assertThatThrownBy(() -> DeadFilter.ALL.error(" ")).hasMessageContaining("0 characters");
    assertThatThrownBy(() -> DeadFilter.ALL.type("a\0")).hasMessageContaining("job type name");
    assertThatThrownBy(() -> DeadFilter.ALL.type("100%")).hasMessageContaining("100%");
    assertThatThrownBy(() -> DeadFilter.ALL.queue("it's")).hasMessageContaining("queue name");
    assertThatThrownBy(() -> DeadFilter.ALL.from(Instant.MAX))
        .hasMessageContaining("years 1 to 9999");
    assertThatThrownBy(() -> DeadFilter.ALL.until(Instant.MIN)).hasMessageContaining("until");
  }

  @Test
  void aFilterIsToldInWords() {
    assertThat(DeadFilter.ALL).hasToString("all");
    assertThat(DeadFilter.ALL.type("t").error("e").queue("q").from(NOON))
        .hasToString("type t, error e, queue q, from 2026-03-01T12:00:00Z");
  }

  private List<Met> walk(DeadFilter filter, int limit) {
    List<Met> met = new ArrayList<>();
    Optional<DeadPosition> place = Optional.of(DeadPosition.START);
    while (place.isPresent()) {
      Stretch stretch = dead.stretch(filter, place.get(), limit);
      assertThat(stretch.met()).hasSizeLessThanOrEqualTo(limit);
      met.addAll(stretch.met());
      place = stretch.next();
    }
    return met;
  }

  private static String where(DeadFilter filter) {
    return "state = 'DEAD'"
        + filter.type().map(type -> " AND type = '" + type + "'").orElse("")
        + filter.error().map(error -> " AND error_type = '" + error + "'").orElse("")
        + filter.queue().map(queue -> " AND queue = '" + queue + "'").orElse("");
  }
}

package io.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.Actor;
import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.JobType;
import io.orrery.codec.DecodingFailed;
import io.orrery.codec.EncodingFailed;
import io.orrery.dead.DeadFilter;
import io.orrery.dead.DeadLetter;
import io.orrery.dead.DeadPage;
import io.orrery.dead.DeadPosition;
import io.orrery.dead.DeadPreview;
import io.orrery.dead.ReplayAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLettersTest extends ClientTest {
  private static final Actor ANN = new Actor("ann@desk");
  private static final JobType<Other, Void> OTHER = JobType.of("resize", Other.class, Void.class);

  private record Other(int width) {}

  private final DeadLetters letters = client.deadLetters().as(ANN);
  private final StandInWorker worker = new StandInWorker(database);

  @AfterEach
  void closeWorker() {
    worker.close();
  }

  @Test
  void aLetterSaysWhatItDiedOf() {
    JobId id = died();

    DeadLetter letter = only(DeadFilter.ALL);

    assertThat(letter.id()).isEqualTo(id);
    assertThat(letter.type()).isEqualTo("send-email");
    assertThat(letter.errorType()).contains("java.io.IOException");
    assertThat(letter.error()).contains("java.io.IOException: mail is down");
    assertThat(letter.attempts()).isOne();
    assertThat(letter.poison()).isFalse();
  }

  @Test
  void pagesGoOnFromWhereTheLastEnded() {
    List<JobId> ids = IntStream.range(0, 5).mapToObj(i -> died()).toList();

    List<JobId> read = new ArrayList<>();
    Optional<DeadPosition> place = Optional.of(DeadPosition.START);
    while (place.isPresent()) {
      DeadPage page = letters.list(DeadFilter.ALL, place.get(), 2);
      assertThat(page.letters()).hasSizeLessThanOrEqualTo(2);
      page.letters().forEach(each -> read.add(each.id()));
      place = page.next();
    }

    assertThat(read).containsExactlyElementsOf(ids.reversed());
  }

  @Test
  void aPreviewChangesNothing() {
    IntStream.range(0, 12).forEach(i -> died());
    String before = allRows();

    DeadPreview preview = letters.preview(DeadFilter.ALL.type("send-email"));

    assertThat(preview.count()).hasToString("12");
    assertThat(preview.samples()).hasSize(DeadPreview.SAMPLES);
    assertThat(letters.preview(DeadFilter.ALL.type("resize")).count().letters()).isZero();
    assertThat(allRows()).isEqualTo(before);
  }

  @Test
  void countingEndsAtItsBound() {
    insertDead(10_000);
    assertThat(letters.count(DeadFilter.ALL)).hasToString("10000");

    insertDead(1);
    assertThat(letters.count(DeadFilter.ALL)).hasToString("10000+");
  }

  @Test
  void aReplayedJobIsRungForAndCanBeAwaitedAnew() throws InterruptedException {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);
    ears.awaitJobs(1);
    worker.discard(sent.id(), "java.io.IOException", "mail is down");
    assertThatThrownBy(() -> sent.await(SOON)).isInstanceOf(JobDead.class);

    assertThat(letters.replay(sent.id())).isEqualTo(new ReplayAnswer.Replayed());

    ears.awaitJobs(2);
    assertThat(ears.rung()).containsExactly(sent.id(), sent.id());
    worker.succeed(sent.id(), new Receipt("m-1"));
    assertThat(sent.await(SOON)).isEqualTo(new Receipt("m-1"));
  }

  @Test
  void aJobThatWasCancelledCanBeReplayed() {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);
    sent.cancel("too early");

    assertThat(letters.replay(sent.id())).isEqualTo(new ReplayAnswer.Replayed());

    assertThat(sent.status().state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void argumentsAreReadAndEditedAsJson() {
    JobId id = died();
    assertThat(letters.arguments(id)).contains("{\"to\":\"ann@example.org\"}");

    assertThat(letters.replayJson(id, "{\"to\":\"bob@example.org\"}"))
        .isEqualTo(new ReplayAnswer.Replayed());

    worker.discard(id, "java.io.IOException", "down");
    assertThat(letters.arguments(id)).contains("{\"to\":\"bob@example.org\"}");
    assertThat(database.column("SELECT detail FROM orrery.audit").getFirst())
        .contains("with other arguments")
        .doesNotContain("bob");
  }

  @Test
  void argumentsAreEditedByTheirType() {
    JobId id = died();

    assertThat(letters.replay(id, OTHER, new Other(7)))
        .isEqualTo(new ReplayAnswer.OtherType("send-email"));
    assertThat(letters.replay(id, MAIL, new Mail("bob@example.org")))
        .isEqualTo(new ReplayAnswer.Replayed());

    worker.discard(id, "java.io.IOException", "down");
    assertThat(letters.arguments(id)).contains("{\"to\":\"bob@example.org\"}");
  }

  @Test
  void argumentsThatDoNotDecodeForTheTypeAreRefused() {
    JobId id = died();

    assertThatThrownBy(() -> letters.replayJson(id, MAIL, "{\"to\":{\"name\":\"bob\"}}"))
        .isInstanceOf(DecodingFailed.class)
        .hasMessageContaining("arguments of job " + id);
    assertThatThrownBy(() -> letters.replayJson(id, MAIL, "{")).isInstanceOf(EncodingFailed.class);
    assertThat(letters.replayJson(id, MAIL, "{\"to\":\"bob@example.org\"}"))
        .isEqualTo(new ReplayAnswer.Replayed());

    assertThat(client.jobs().find(id).orElseThrow().state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void aLetterIsDiscardedForAReason() {
    JobId id = died();

    assertThatThrownBy(() -> letters.discard(id, " "))
        .hasMessageContaining("the reason of a discard has 0 characters");
    assertThatThrownBy(() -> letters.discard(id, "a\0b")).hasMessageContaining("control character");
    assertThat(letters.discard(id, "ann has left")).isTrue();
    assertThat(letters.discard(id, "ann has left")).isFalse();

    assertThat(row(id, "state || ' ' || reason")).isEqualTo("CANCELLED ann has left");
  }

  @Test
  void aPageHasABound() {
    assertThatThrownBy(() -> letters.list(DeadFilter.ALL, DeadPosition.START, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ask for 1 to 1000");
    assertThatThrownBy(() -> letters.list(DeadFilter.ALL, DeadPosition.START, 1_001))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BulkOptions.DEFAULT.rate(0)).hasMessageContaining("use 1 to 5000");
    assertThatThrownBy(() -> BulkOptions.DEFAULT.rate(5_001)).hasMessageContaining("5001");
    assertThatThrownBy(() -> BulkOptions.DEFAULT.most(0)).hasMessageContaining("use 1 or more");
  }

  private DeadLetter only(DeadFilter filter) {
    DeadPage page = letters.list(filter, DeadPosition.START, 10);
    assertThat(page.letters()).hasSize(1);
    return page.letters().getFirst();
  }

  private JobId died() {
    JobId id = client.enqueue(MAIL, TO_ANN).id();
    worker.discard(id, "java.io.IOException", "java.io.IOException: mail is down\n\tat …");
    return id;
  }

  private void insertDead(int count) {
    DeadRowsOf.insert(database, count);
  }

  private String allRows() {
    return database
        .column(
            """
            SELECT md5(string_agg(r, ' ' ORDER BY r))
            FROM (SELECT j::text FROM orrery.job j UNION ALL SELECT a::text FROM orrery.audit a) AS rows (r)
            """)
        .getFirst();
  }
}

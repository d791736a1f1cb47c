package io.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orrery.broker.Doorbell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BulkTest extends ClientTest {
  @Test
  void eachElementBecomesAJobInOrder() {
    List<JobHandle<Receipt>> handles = client.enqueueAll(MAIL, mails(10_000));

    assertThat(database.column("SELECT id FROM orrery.job ORDER BY ring_order"))
        .containsExactlyElementsOf(handles.stream().map(handle -> handle.id().toString()).toList());
  }

  @Test
  void aBatchIsOneCommit() {
    client.enqueueAll(MAIL, mails(10_000));

    assertThat(database.number("SELECT count(DISTINCT xid) FROM orrery.job_audit"))
        .isLessThanOrEqualTo(10);
  }

  @Test
  void aDoorbellRingsForAHundred() {
    client.enqueueAll(MAIL, mails(1_000));

    List<Doorbell> heard = ears.awaitJobs(1_000);
    assertThat(heard).hasSize(10).allMatch(doorbell -> doorbell.jobs().size() == 100);
  }

  @Test
  void nothingToEnqueueIsNothingDone() {
    assertThat(client.enqueueAll(MAIL, List.of())).isEmpty();
    assertThat(jobs()).isZero();
  }

  @Test
  void optionsHoldForAll() {
    client.enqueueAll(MAIL, mails(10), o -> o.queue("slow"));

    assertThat(database.number("SELECT count(*) FROM orrery.job WHERE queue = 'slow'"))
        .isEqualTo(10);
  }

  @Test
  void aUniqueKeyIsRefused() {
    assertThatThrownBy(() -> client.enqueueAll(MAIL, mails(2), o -> o.uniqueKey("k")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("enqueue each by itself");
    assertThat(jobs()).isZero();
  }

  @Test
  void aBadElementInTheFirstBatchWritesNothing() {
    List<Mail> mails = new ArrayList<>(mails(3));
    mails.set(1, null);

    assertThatThrownBy(() -> client.enqueueAll(MAIL, mails))
        .isInstanceOf(NullPointerException.class)
        .hasMessageStartingWith("element 1: the arguments of a \"send-email\" are null");
    assertThat(jobs()).isZero();
  }

  @Test
  void aFailureHalfwaySaysWhereToGoOn() {
    List<Mail> mails = new ArrayList<>(mails(9_000));
    mails.set(8_999, null);

    BulkStopped stopped =
        catchThrowableOfType(BulkStopped.class, () -> client.enqueueAll(MAIL, mails));

    assertThat(stopped.enqueued()).isPositive();
    assertThat(jobs()).isEqualTo(stopped.enqueued());
    assertThat(stopped)
        .hasMessageContaining("the first " + stopped.enqueued() + " of 9000")
        .hasMessageContaining("element 8999:")
        .hasCauseInstanceOf(NullPointerException.class);
  }

  @Test
  void batchesAreBoundedInBytes() {
    Mail large = new Mail("x".repeat(200_000));

    client.enqueueAll(MAIL, Stream.generate(() -> large).limit(100).toList());

    assertThat(
            database.number(
                "SELECT max(n) FROM (SELECT count(*) AS n FROM orrery.job_audit GROUP BY xid)"))
        .isLessThan(30);
  }

  private static List<Mail> mails(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Mail("user" + i)).toList();
  }
}

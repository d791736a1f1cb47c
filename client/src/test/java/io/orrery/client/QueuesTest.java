package io.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.Actor;
import io.orrery.QueueName;
import io.orrery.QueueStatus;
import io.orrery.broker.Hint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueuesTest extends ClientTest {
  private final Queues queues = client.queues();

  @Test
  void whatIsSteeredIsListedUntilItRunsAsItWasStarted() {
    assertThat(queues.pause("email")).isTrue();
    assertThat(queues.slots("email", 7)).isTrue();

    QueueStatus listed = queues.list().getFirst();

    assertThat(listed.name()).isEqualTo(new QueueName("email"));
    assertThat(listed.paused()).isTrue();
    assertThat(listed.limitedTo()).hasValue(7);
    assertThat(queues.resume("email")).isTrue();
    assertThat(queues.slotsAsStarted("email")).isTrue();
    assertThat(queues.list()).isEmpty();
  }

  @Test
  void aQueueWithWaitingJobsIsListedWithThem() {
    client.enqueue(MAIL, TO_ANN);
    client.enqueue(MAIL, TO_ANN);

    QueueStatus listed = queues.list().getFirst();

    assertThat(listed.waiting()).isEqualTo(2);
    assertThat(listed.more()).isFalse();
    assertThat(listed.oldestWaits()).isPresent();
    assertThat(listed.workers()).isZero();
  }

  @Test
  void asMuchAsIsSoAlreadyChangesNothing() {
    assertThat(queues.resume("email")).isFalse();
    assertThat(queues.slotsAsStarted("email")).isFalse();
    queues.pause("email");
    queues.slots("email", 7);

    assertThat(queues.pause("email")).isFalse();
    assertThat(queues.slots("email", 7)).isFalse();
    assertThat(database.number("SELECT count(*) FROM orrery.audit")).isEqualTo(2);
  }

  @Test
  void workersAreToldAlsoWhereItWasSoAlready() {
    queues.pause("email");
    ears.awaitHints(1);
    queues.pause("email");

    assertThat(ears.awaitHints(2)).containsOnly(new Hint.Queue(new QueueName("email")));
  }

  @Test
  void theAuditHasTheProcessOrWhomeverItActsFor() {
    queues.pause("email");
    queues.as(new Actor("ann@desk")).resume("email");

    assertThat(database.column("SELECT actor FROM orrery.audit ORDER BY n"))
        .satisfiesExactly(
            process -> assertThat(process).endsWith("-" + ProcessHandle.current().pid()),
            ann -> assertThat(ann).isEqualTo("ann@desk"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 100_001})
  void slotsOutOfRangeAreRefused(int slots) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> queues.slots("email", slots))
        .withMessage(slots + " slots for queue email: use 1 to 100000, or pause it");
  }

  @Test
  void whatIsNoNameIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> queues.pause("two words"))
        .withMessageContaining("queue name \"two words\" is not legal");
    assertThatNullPointerException().isThrownBy(() -> queues.resume(null));
    assertThatNullPointerException()
        .isThrownBy(() -> queues.as(null))
        .withMessage("the actor is null: say who does it");
    assertThat(database.number("SELECT count(*) FROM orrery.queue")).isZero();
  }

  @Test
  void aClosedClientSteersNothing() {
    client.close();

    assertThatThrownBy(() -> queues.pause("email")).isInstanceOf(ClientClosed.class);
  }
}

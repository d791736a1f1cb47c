package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.Actor;
import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.store.QueueRows;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the relay does for a queue that is paused, and once it is resumed. */
class PausedQueueTest extends DutyTest {
  private static final Actor ANN = new Actor("ann@desk");
  private static final int JOBS = 200;

  private final Relay relay = new Relay(store.duties(), ringer, config, time.ambient());
  private final QueueRows queues = store.queues();

  @BeforeEach
  void begin() {
    relay.begin();
  }

  @Test
  void aPausedQueueIsNotRungForAndAllOfItIsAtTheFirstLookAfterItsResume() {
    List<JobId> lost = waiting(JOBS);
    queues.pause(QueueName.DEFAULT, ANN);

    ticks(10);
    advance(Duration.ofHours(1));
    ticks(10);
    assertThat(broker.rung).isEmpty();
    assertThat(database.number("SELECT max(rings) FROM orrery.job")).isZero();
    queues.resume(QueueName.DEFAULT, ANN);
    ticks(1);

    assertThat(broker.rungJobs()).containsExactlyInAnyOrderElementsOf(lost);
  }

  @Test
  void whatEarlierRingsPutOffIsRungAtTheFirstLookAfterTheResume() {
    broker.fault = TappedBroker.Fault.LOSES_RINGS;
    List<JobId> lost = waiting(JOBS);
    for (int i = 0; i < 6; i++) {
      advance(Duration.ofMinutes(10));
      ticks(1);
    }
    assertThat(putOffByMinutes()).isEqualTo(JOBS);
    broker.rung.clear();
    queues.pause(QueueName.DEFAULT, ANN);
    ticks(2);

    queues.resume(QueueName.DEFAULT, ANN);
    ticks(1);

    assertThat(broker.rungJobs()).containsExactlyInAnyOrderElementsOf(lost);
  }

  @Test
  void jobsOfOtherQueuesAreRungForAllTheSame() {
    queues.pause(new QueueName("email"), ANN);
    List<JobId> lost = waiting(3);

    ticks(6);

    assertThat(broker.rungJobs()).containsExactlyInAnyOrderElementsOf(lost);
  }

  private long putOffByMinutes() {
    return database.number(
        "SELECT count(*) FROM orrery.job WHERE relay_at > orrery.clock() + interval '2 min'");
  }

  private void ticks(int count) {
    for (int i = 0; i < count; i++) {
      advance(Duration.ofSeconds(1));
      relay.round(turn());
    }
  }
}

package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.store.NewJob;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdmitTest extends DutyTest {
  private final Admit admit = new Admit(store.duties(), ringer, config.coordinator());

  @Test
  void jobsOfCallersTransactionsAreRungWithinTwoTicksOfTheirCommit() throws SQLException {
    NewJob job = aJob(o -> o);
    try (Connection transaction = database.connect()) {
      transaction.setAutoCommit(false);
      store.inserts().insert(transaction, List.of(job));
      ticks(3);
      assertThat(broker.rung).isEmpty();
      transaction.commit();
    }

    ticks(2);

    assertThat(broker.rungJobs()).containsExactly(job.id());
    assertThat(sample("orrery_coordinator_jobs_rung_total", "why", "ADMITTED")).isEqualTo(1);
  }

  @Test
  void howeverManyWereCommittedAllAreRungWithinTwoTicks() throws SQLException {
    int many = 2 * Admit.BATCH + 1;
    committed(many);

    ticks(2);

    assertThat(broker.rungJobs()).hasSize(many);
  }

  @Test
  void whileTheBrokerIsAwayNoRowIsTouched() throws SQLException {
    committed(1);
    broker.fault = TappedBroker.Fault.AWAY;

    ticks(3);

    assertThat(database.number("SELECT count(ring_order) FROM orrery.job")).isZero();
  }

  private void committed(int count) throws SQLException {
    try (Connection transaction = database.connect()) {
      transaction.setAutoCommit(false);
      store
          .inserts()
          .insert(transaction, IntStream.range(0, count).mapToObj(i -> aJob(o -> o)).toList());
      transaction.commit();
    }
  }

  /** Rounds a tick apart; rounds that want more at once get it. */
  private void ticks(int count) {
    for (int i = 0; i < count; i++) {
      advance(Duration.ofSeconds(1));
      while (admit.round(turn()).isZero()) {
        assertThat(broker.rung).hasSizeLessThan(10_000);
      }
    }
  }
}

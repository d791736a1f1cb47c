package io.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.JobState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionTest extends ClientTest {
  private Connection app;

  @BeforeEach
  void begin() throws SQLException {
    app = database.connect();
    app.setAutoCommit(false);
  }

  @AfterEach
  void end() throws SQLException {
    app.close();
  }

  @Test
  void theJobExistsOnceTheTransactionCommits() throws SQLException {
    JobHandle<Receipt> sent = client.within(app).enqueue(MAIL, TO_ANN);
    assertThat(jobs()).isZero();

    app.commit();

    assertThat(sent.status().state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void aRollbackLeavesNothingAndRingsNothing() throws SQLException {
    client.within(app).enqueue(MAIL, TO_ANN);
    client.within(app).enqueueAll(MAIL, List.of(TO_ANN, TO_ANN));
    app.rollback();

    JobHandle<Receipt> later = client.enqueue(MAIL, TO_ANN);

    ears.awaitJobs(1);
    assertThat(ears.rung()).containsExactly(later.id());
    assertThat(jobs()).isEqualTo(1);
  }

  @Test
  void committedRingsAtOnceForAllOfIt() throws SQLException {
    TransactionEnqueuer within = client.within(app);
    JobHandle<Receipt> one = within.enqueue(MAIL, TO_ANN);
    List<JobHandle<Receipt>> more = within.enqueueAll(MAIL, List.of(TO_ANN, TO_ANN));
    app.commit();

    within.committed();

    ears.awaitJobs(3);
    assertThat(ears.rung()).containsExactly(one.id(), more.get(0).id(), more.get(1).id());
  }

  @Test
  void withoutCommittedTheRelayFindsIt() throws SQLException {
    JobHandle<Receipt> sent = client.within(app).enqueue(MAIL, TO_ANN);
    app.commit();

    assertThat(row(sent.id(), "ring_order IS NULL AND relay_at < created_at + interval '2 s'"))
        .isEqualTo("t");
    assertThat(ears.rung()).isEmpty();
  }

  @Test
  void aUniqueKeyHoldsInATransactionToo() throws SQLException {
    JobHandle<Receipt> first = client.enqueue(MAIL, TO_ANN, o -> o.uniqueKey("k"));

    JobHandle<Receipt> second = client.within(app).enqueue(MAIL, TO_ANN, o -> o.uniqueKey("k"));
    app.commit();

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.wasDuplicate()).isTrue();
  }

  @Test
  void autoCommitIsRefused() throws SQLException {
    app.setAutoCommit(true);

    assertThatThrownBy(() -> client.within(app))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("setAutoCommit(false)");
  }

  @Test
  void autoCommitThatIsSwitchedOnLaterIsRefusedBeforeAnythingIsWritten() throws SQLException {
    TransactionEnqueuer within = client.within(app);
    app.setAutoCommit(true);

    assertThatThrownBy(() -> within.enqueue(MAIL, TO_ANN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("after within(…)")
        .hasMessageContaining("setAutoCommit(false)");
    assertThatThrownBy(() -> within.enqueueAll(MAIL, List.of(TO_ANN)))
        .isInstanceOf(IllegalStateException.class);

    assertThat(jobs()).isZero();
  }

  @Test
  void theNextTransactionOfTheConnectionIsEnqueuedInToo() throws SQLException {
    TransactionEnqueuer within = client.within(app);
    within.enqueue(MAIL, TO_ANN);
    app.rollback();

    within.enqueue(MAIL, TO_ANN);
    app.commit();

    assertThat(jobs()).isEqualTo(1);
  }

  @Test
  void aConnectionThatIsClosedLaterBreaksTheTransaction() throws SQLException {
    TransactionEnqueuer within = client.within(app);
    app.close();

    assertThatThrownBy(() -> within.enqueue(MAIL, TO_ANN)).isInstanceOf(TransactionBroken.class);
  }

  @Test
  void aClosedConnectionIsRefused() throws SQLException {
    app.close();

    assertThatThrownBy(() -> client.within(app))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void anAbortedTransactionSaysToRollBack() throws SQLException {
    try (Statement statement = app.createStatement()) {
      assertThatThrownBy(() -> statement.execute("SELECT 1 / 0")).isInstanceOf(SQLException.class);
    }

    assertThatThrownBy(() -> client.within(app).enqueue(MAIL, TO_ANN))
        .isInstanceOf(TransactionBroken.class)
        .hasMessageContaining("roll it back");
  }

  @Test
  void anotherSearchPathMakesNoDifference() throws SQLException {
    try (Statement statement = app.createStatement()) {
      statement.execute("CREATE SCHEMA mine; CREATE TABLE mine.job (); SET search_path = mine");
    }

    client.within(app).enqueue(MAIL, TO_ANN);
    app.commit();

    assertThat(jobs()).isEqualTo(1);
  }
}

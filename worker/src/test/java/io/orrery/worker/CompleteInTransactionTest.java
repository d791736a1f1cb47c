package io.orrery.worker;

import static io.orrery.worker.Handlers.PLAIN;
import static io.orrery.worker.Handlers.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobContext;
import io.orrery.JobId;
import io.orrery.JobInterrupted;
import io.orrery.JobState;
import io.orrery.worker.Handlers.Text;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A handler's own writes and its job's completion commit together, exactly once. */
class CompleteInTransactionTest extends WorkerTest {
  private static final Text HELLO = new Text("hello");
  private final CountDownLatch completed = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  @BeforeEach
  void createLedger() {
    database.execute("CREATE TABLE ledger (job uuid NOT NULL)");
  }

  @Test
  void whatIsCommittedIsDoneOnce() {
    run(this::book);

    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.SUCCEEDED);
    soon().until(() -> ended("SUCCEEDED") == 1);

    assertThat(written()).isOne();
    assertThat(transitionsTo(id, JobState.SUCCEEDED)).isOne();
    assertThat(oddities("fenced")).isZero();
  }

  @Test
  void anExceptionAfterTheCommitDoesNotUndoIt() {
    run(
        (text, job) -> {
          book(text, job);
          throw new IllegalStateException("too late");
        });

    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.SUCCEEDED);
    soon().until(() -> ended("SUCCEEDED") == 1);

    assertThat(written()).isOne();
    assertThat(attempts(id)).isEmpty();
    assertThat(oddities("fenced")).isZero();
  }

  @Test
  void aReturnAfterARollbackIsAFailureAndNoSilentSuccess() {
    run(
        (text, job) ->
            job.attempt() == 1 ? book(text, job, Connection::rollback) : book(text, job));

    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.SCHEDULED);
    assertThat(attempts(id).getFirst().error().orElse("")).contains("had not committed");
    promote(id);
    awaitState(id, JobState.SUCCEEDED);

    assertThat(written()).isOne();
  }

  @Test
  void anAttemptThatWasReplacedIsToldToRollBack() {
    AtomicBoolean told = new AtomicBoolean();
    run(
        (text, job) -> {
          deaf(text);
          try {
            return bookThroughAnInterrupt(text, job);
          } catch (JobInterrupted e) {
            told.set(true);
            throw e;
          }
        });

    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.RUNNING);
    // Not on the handler's thread: a beat that finds out would cut the connection under it.
    takeAway(id);
    mayEnd.countDown();
    soon().until(told::get);
    ring(id);
    awaitState(id, JobState.SUCCEEDED);

    assertThat(written()).isOne();
  }

  @Test
  void autoCommitIsRefusedSinceNothingWouldCommitTogether() {
    run(
        (text, job) -> {
          try (Connection connection = database.connect()) {
            return job.completeInTransaction(connection, text);
          }
        });

    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.SCHEDULED);

    assertThat(attempts(id).getFirst().error().orElse("")).contains("setAutoCommit(false)");
  }

  @Test
  void anAttemptThatIsGivenUpAfterItsCommitHasSucceeded() {
    Worker worker = run((text, job) -> deaf(book(text, job)));
    JobId id = enqueue(PLAIN, HELLO);
    awaitState(id, JobState.SUCCEEDED);

    worker.close();

    assertThat(oddities("given_up")).isOne();
    assertThat(oddities("fenced")).isZero();
    assertThat(ended("SUCCEEDED")).isOne();
    mayEnd.countDown();
  }

  @Test
  void anOpenTransactionOfAnAttemptThatIsGivenUpHoldsUpNoOther() throws InterruptedException {
    Worker worker =
        run((text, job) -> text.equals(HELLO) ? deaf(text) : book(text, job, this::commitLate));
    JobId open = enqueue(PLAIN, new Text("open"));
    JobId other = enqueue(PLAIN, HELLO);
    completed.await();
    awaitState(other, JobState.RUNNING);

    Thread closing = Thread.ofPlatform().start(worker::close);
    awaitState(other, JobState.PENDING);
    JobState beside = status(open).state();
    mayEnd.countDown();
    closing.join();

    assertThat(beside).isEqualTo(JobState.RUNNING);
    awaitState(open, JobState.SUCCEEDED);
    assertThat(oddities("fenced")).isZero();
  }

  private Worker run(Handlers.Work work) {
    return start(aWorker(plain(work)));
  }

  /** What a handler should do: its own write and its completion, in one commit. */
  private Text book(Text text, JobContext job) throws SQLException {
    return book(text, job, Connection::commit);
  }

  /** A beat may find out first, and interrupts: that cuts the connection that is read just then. */
  private Text bookThroughAnInterrupt(Text text, JobContext job) throws SQLException {
    try {
      return book(text, job);
    } catch (SQLException e) {
      assertThat(job.cancelled()).isTrue();
      Thread.interrupted();
      return book(text, job);
    }
  }

  private Text book(Text text, JobContext job, TransactionEnd end) throws SQLException {
    try (Connection transaction = begin()) {
      write(transaction, job);
      Text result = job.completeInTransaction(transaction, text);
      end.of(transaction);
      return result;
    }
  }

  @FunctionalInterface
  private interface TransactionEnd {
    void of(Connection transaction) throws SQLException;
  }

  private void commitLate(Connection transaction) throws SQLException {
    completed.countDown();
    deaf(HELLO);
    transaction.commit();
  }

  private Text deaf(Text text) {
    while (true) {
      try {
        mayEnd.await();
        return text;
      } catch (InterruptedException e) {
        // Goes on, as a handler should not.
      }
    }
  }

  private Connection begin() throws SQLException {
    Connection connection = database.connect();
    connection.setAutoCommit(false);
    return connection;
  }

  private static void write(Connection transaction, JobContext job) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      statement.execute("INSERT INTO ledger VALUES ('" + job.id() + "')");
    }
  }

  private long written() {
    return database.number("SELECT count(*) FROM ledger");
  }

  private double ended(String state) {
    Double value =
        metrics.getSampleValue(
            "orrery_worker_ended_total",
            new String[] {"type", "state"},
            new String[] {"plain", state});
    return value == null ? 0 : value;
  }

  private void takeAway(JobId id) {
    database.execute(
        "UPDATE orrery.job SET state = 'PENDING', fence = fence + 1, worker_id = NULL WHERE id = '"
            + id
            + "'");
  }
}

package example;

import io.orrery.Discard;
import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.RetryAfter;
import io.orrery.Task;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Books a payment in the app's own tables, exactly once: the booking and the job's end commit
 * together.
 */
@JobHandler(type = "charge-card", queue = "payments", maxRetries = 8)
public final class ChargeCard implements Task<ChargeCard.Charge> {
  public record Charge(long order, long cents) {}

  private final DataSource database;

  public ChargeCard(DataSource database) {
    this.database = database;
  }

  @Override
  public void run(Charge charge, JobContext job) throws SQLException {
    if (charge.cents() <= 0) {
      throw new Discard("nothing to charge for order " + charge.order());
    }
    if (charge.cents() > 1_000_000) {
      throw new RetryAfter(Duration.ofMinutes(10));
    }
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      book(connection, charge);
      job.completeInTransaction(connection, null);
      connection.commit();
    }
  }

  private static void book(Connection connection, Charge charge) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO booking (order_id, cents) VALUES (?, ?)")) {
      insert.setLong(1, charge.order());
      insert.setLong(2, charge.cents());
      insert.executeUpdate();
    }
  }
}

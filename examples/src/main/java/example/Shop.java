package example;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;

import io.orrery.Priority;
import io.orrery.client.JobHandle;
import io.orrery.client.OrreryClient;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** The app's side: it enqueues. */
public final class Shop {
  private final OrreryClient client;
  private final DataSource database;

  public Shop(OrreryClient client, DataSource database) {
    this.client = client;
    this.database = database;
  }

  /** Durable when it returns. */
  public JobHandle<SendEmail.Receipt> confirm(String address) {
    return client.enqueue(
        SendEmail.class, new SendEmail.Request(address, "Your order", "It is on its way."));
  }

  /** Later, first in line when due, and once however often it is called. */
  public JobHandle<SendEmail.Receipt> welcome(String address) {
    SendEmail.Request mail = new SendEmail.Request(address, "Welcome", "Glad you are here.");
    return client.enqueue(
        SendEmail.class,
        mail,
        o -> o.in(ofHours(1)).priority(Priority.HIGH).uniqueKey("welcome:" + address));
  }

  /** One round trip a batch. */
  public List<JobHandle<SendEmail.Receipt>> newsletter(List<String> addresses) {
    return client.enqueueAll(
        SendEmail.class,
        addresses.stream().map(address -> new SendEmail.Request(address, "News", "…")).toList());
  }

  /** The order and its payment job exist together or not at all. */
  public void order(long order, long cents) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      insertOrder(connection, order);
      var jobs = client.within(connection);
      jobs.enqueue(ChargeCard.class, new ChargeCard.Charge(order, cents));
      connection.commit();
      jobs.committed();
    }
  }

  /** Waits for the result. */
  public String confirmAndWait(String address) throws InterruptedException {
    return confirm(address).await(ofSeconds(30)).messageId();
  }

  private static void insertOrder(Connection connection, long order) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO purchase (id) VALUES (?)")) {
      insert.setLong(1, order);
      insert.executeUpdate();
    }
  }
}

package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobState;
import io.orrery.client.JobHandle;
import io.orrery.client.OrreryClient;
import io.orrery.config.OrreryConfig;
import io.orrery.coordinator.Coordinator;
import io.orrery.worker.Worker;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Runs the example on a real PostgreSQL, with the broker within this process. */
class ShopTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final PGSimpleDataSource DATABASE = new PGSimpleDataSource();
  private static final Map<String, String> SENT = new ConcurrentHashMap<>();
  private static Coordinator coordinator;
  private static Worker worker;
  private static OrreryClient client;

  @BeforeAll
  static void start() throws SQLException {
    OrreryConfig config = OrreryConfig.fromEnv(FreshDatabase.environment("memory:shop"));
    DATABASE.setUrl(config.postgres().url());
    DATABASE.setUser(config.postgres().user().orElseThrow());
    DATABASE.setPassword(config.postgres().password().orElseThrow());
    execute(
        "CREATE TABLE purchase (id bigint); CREATE TABLE booking (order_id bigint, cents bigint)");
    coordinator = Coordinator.start(config);
    worker =
        Worker.builder(config)
            .queue("email", 50)
            .queue("payments", 5)
            .handler(new SendEmail(ShopTest::send))
            .handler(new ChargeCard(DATABASE))
            .start();
    client = OrreryClient.connect(config);
  }

  @AfterAll
  static void stop() {
    client.close();
    worker.close();
    coordinator.close();
  }

  @Test
  void anEnqueuedMailIsSentAndItsResultComesBack() throws InterruptedException {
    String id = shop().confirmAndWait("ann@example.org");

    assertThat(id).isEqualTo("id-of-ann@example.org");
  }

  @Test
  void aWelcomeIsSentOnceLater() {
    JobHandle<SendEmail.Receipt> first = shop().welcome("bob@example.org");
    JobHandle<SendEmail.Receipt> second = shop().welcome("bob@example.org");

    assertThat(first.status().state()).isEqualTo(JobState.SCHEDULED);
    assertThat(second.wasDuplicate()).isTrue();
    assertThat(second.id()).isEqualTo(first.id());
  }

  @Test
  void aNewsletterReachesEverybody() throws InterruptedException {
    List<String> addresses = List.of("a@example.org", "b@example.org", "c@example.org");

    for (JobHandle<SendEmail.Receipt> mail : shop().newsletter(addresses)) {
      mail.await(SOON);
    }

    assertThat(SENT.values()).containsAll(addresses);
  }

  @Test
  void anOrderIsBookedExactlyOnce() throws SQLException {
    shop().order(42, 1_999);

    Awaitility.await()
        .atMost(SOON)
        .until(() -> count("SELECT count(*) FROM booking WHERE order_id = 42") > 0);
    assertThat(count("SELECT count(*) FROM booking WHERE order_id = 42 AND cents = 1999"))
        .isEqualTo(1);
  }

  private static Shop shop() {
    return new Shop(client, DATABASE);
  }

  /** The mailer: drops a repeated key. */
  private static String send(String to, String subject, String body, String key) {
    SENT.putIfAbsent(key, to);
    return "id-of-" + to;
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = DATABASE.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(String sql) throws SQLException {
    try (Connection connection = DATABASE.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}

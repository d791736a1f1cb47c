package io.orrery.testing.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * What servers promise wherever they come from. All tests of a form share one set, and leave its
 * servers running.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServersContract {
  /** A bound on how long a working server takes, not a time that a test waits for. */
  private static final int SOON_SECONDS = 60;

  private static final String QUEUE = "kept";
  private Servers servers;

  /** Opens a set of this form, or skips the tests with the reason why it can't be had here. */
  abstract Servers open();

  @BeforeAll
  void openServers() {
    servers = open();
  }

  @AfterAll
  void closeServers() {
    if (servers != null) {
      servers.close();
    }
  }

  @Test
  void postgresIsDurableAndTakesManyConnections() throws SQLException {
    Database database = new Database(servers.postgres());

    assertThat(database.query("SHOW fsync")).isEqualTo("on");
    assertThat(database.query("SHOW full_page_writes")).isEqualTo("on");
    assertThat(database.query("SHOW synchronous_commit")).isEqualTo("on");
    assertThat(database.query("SHOW password_encryption")).isEqualTo("scram-sha-256");
    assertThat(database.query("SHOW max_connections")).isEqualTo("200");
  }

  @Test
  void postgresRefusesAWrongPassword() {
    Database database = new Database(servers.postgres());

    assertThatThrownBy(() -> database.connect("guessed"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void postgresKeepsCommittedRowsAcrossAKill() throws SQLException {
    Database database = new Database(servers.postgres());
    database.execute("CREATE TABLE planet AS SELECT 'Mars' AS name");

    servers.postgres().kill();
    boolean runsAfterKill = servers.postgres().running();
    servers.postgres().restart();

    assertThat(runsAfterKill).isFalse();
    assertThat(database.query("SELECT name FROM planet")).isEqualTo("Mars");
  }

  @Test
  void aPausedPostgresAnswersOpenConnectionsOnceItIsResumed() throws Exception {
    try (var open = new Database(servers.postgres()).connect()) {
      servers.postgres().pause();
      CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> Database.ask(open));
      assertThatThrownBy(() -> answer.get(1, SECONDS)).isInstanceOf(TimeoutException.class);
      servers.postgres().resume();

      assertThat(answer.get(SOON_SECONDS, SECONDS)).isEqualTo("1");
    }
  }

  @Test
  void aPausedPostgresCanBeKilled() throws SQLException {
    Database database = new Database(servers.postgres());

    servers.postgres().pause();
    servers.postgres().kill();
    servers.postgres().restart();

    assertThat(database.query("SELECT 1")).isEqualTo("1");
  }

  @Test
  void aWipedPostgresHasNoDatabasesLeft() {
    Database database = new Database(servers.postgres());

    servers.postgres().wipe();

    assertThatThrownBy(() -> database.query("SELECT 1"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("does not exist");
  }

  @Test
  void databasesFromOneTemplateAreIndependent() throws SQLException {
    Database template = new Database(servers.postgres());
    template.execute("CREATE TABLE moon (name text)");
    Database one = template.copy();
    Database other = template.copy();

    one.execute("INSERT INTO moon VALUES ('Io')");

    assertThat(one.query("SELECT count(*) FROM moon")).isEqualTo("1");
    assertThat(other.query("SELECT count(*) FROM moon")).isEqualTo("0");
  }

  @Test
  void aDatabaseIsDroppedUnderItsConnections() throws SQLException {
    Database database = new Database(servers.postgres());

    try (var connection = database.connect()) {
      servers.postgres().dropDatabase(database.name());

      assertThat(connection.isValid(SOON_SECONDS)).isFalse();
    }
    assertThatThrownBy(() -> database.query("SELECT 1")).hasMessageContaining("does not exist");
  }

  @Test
  void rabbitKeepsPersistentMessagesAcrossAKill() throws Exception {
    publishPersistently("crank");
    // A confirm says that the message is on disk; the queue's own entry may follow it.
    servers.rabbitmq().runRabbitmqctl("eval", "mnesia:sync_log().");

    servers.rabbitmq().kill();
    servers.rabbitmq().restart();

    try (Connection connection = rabbit();
        Channel channel = connection.createChannel()) {
      assertThat(channel.basicGet(QUEUE, true).getBody()).asString().isEqualTo("crank");
    }
  }

  @Test
  void aWipedRabbitHasNoQueuesLeft() throws Exception {
    publishPersistently("crank");

    servers.rabbitmq().wipe();

    assertThat(servers.rabbitmq().runRabbitmqctl("list_queues", "name")).isEmpty();
  }

  @Test
  void rabbitKnowsOneUserWhoIsNoGuest() {
    String users = servers.rabbitmq().runRabbitmqctl("list_users");

    assertThat(users.lines()).singleElement().asString().startsWith("orrery");
  }

  @Test
  void aRefusedRabbitmqctlSaysWhy() {
    assertThatThrownBy(() -> servers.rabbitmq().runRabbitmqctl("purge_queue", "unknown"))
        .isInstanceOf(ServerFailed.class)
        .hasMessageContaining("purge_queue")
        .hasMessageContaining("not_found");
  }

  @Test
  void redisForgetsWhenItIsKilledOrWiped() {
    writeToRedis();
    servers.redis().kill();
    servers.redis().restart();
    boolean keptAcrossKill = redisHasIt();
    writeToRedis();

    servers.redis().wipe();

    assertThat(keptAcrossKill).isFalse();
    assertThat(redisHasIt()).isFalse();
  }

  @Test
  void aFlushedRedisForgetsAndGoesOn() {
    writeToRedis();

    servers.redis().flush();

    assertThat(redisHasIt()).isFalse();
  }

  @Test
  void aPausedRedisKeepsItsDataButDoesNotAnswer() {
    writeToRedis();

    servers.redis().pause();
    assertThatThrownBy(this::redisHasIt).isInstanceOf(JedisConnectionException.class);
    servers.redis().resume();

    assertThat(redisHasIt()).isTrue();
  }

  @Test
  void aRunningServerIsRestartedOnItsPort() {
    servers.redis().restart();

    assertThat(redisHasIt()).isFalse();
  }

  @Test
  void redisWithTlsIsReachedByWhoTrustsItsCertificate() throws Exception {
    TlsRedis server = servers.redisWithTls();

    try (SSLSocket trusting = connect(trusting(server.certificate()), server.tlsUri())) {
      trusting.startHandshake();
    }
    SSLSocketFactory usual = SSLContext.getDefault().getSocketFactory();
    try (SSLSocket distrusting = connect(usual, server.tlsUri())) {
      assertThatThrownBy(distrusting::startHandshake).isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void sentinelsPutTheReplicaInThePlaceOfAKilledPrimary() {
    SentinelRedis group = servers.redisWithSentinels();
    RedisServer first = group.primary();

    first.kill();

    await().atMost(SOON_SECONDS, SECONDS).until(() -> !group.primary().equals(first));
    try (RedisClient redis = RedisClient.create(group.primary().uri())) {
      await()
          .atMost(SOON_SECONDS, SECONDS)
          .ignoreExceptions()
          .until(() -> redis.set("planet", "Mars"), "OK"::equals);
    }
    first.restart();
  }

  @Test
  void aKilledServerOfAClusterComesBackWithItsSlots() {
    ClusterRedis cluster = servers.redisCluster();
    RedisServer owner = cluster.ownerOf("planet");

    owner.kill();
    owner.restart();
    cluster.awaitWhole();

    assertThat(cluster.ownerOf("planet")).isEqualTo(owner);
    assertThat(cluster.servers()).hasSize(3).allMatch(Server::running);
  }

  @Test
  void theirOriginIsTold() {
    assertThat(servers.origin()).isIn("Docker containers", "installed binaries");
  }

  private void publishPersistently(String message) throws Exception {
    try (Connection connection = rabbit();
        Channel channel = connection.createChannel()) {
      channel.queueDeclare(QUEUE, true, false, false, null);
      channel.queuePurge(QUEUE);
      channel.confirmSelect();
      channel.basicPublish("", QUEUE, MessageProperties.PERSISTENT_BASIC, message.getBytes(UTF_8));
      channel.waitForConfirmsOrDie(SECONDS.toMillis(SOON_SECONDS));
    }
  }

  private Connection rabbit() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(servers.rabbitmq().uri());
    return factory.newConnection();
  }

  private static SSLSocket connect(SSLSocketFactory sockets, URI uri) throws IOException {
    return (SSLSocket) sockets.createSocket(uri.getHost(), uri.getPort());
  }

  private static SSLSocketFactory trusting(X509Certificate certificate) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("redis", certificate);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  private void writeToRedis() {
    try (RedisClient redis = RedisClient.create(servers.redis().uri())) {
      redis.set("planet", "Mars");
    }
  }

  private boolean redisHasIt() {
    try (RedisClient redis = RedisClient.create(servers.redis().uri())) {
      return redis.exists("planet");
    }
  }
}

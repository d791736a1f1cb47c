package io.orrery.coordinator.lock;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.orrery.lock.LockUnavailable;
import io.orrery.testing.servers.Servers;
import io.orrery.testing.servers.TlsRedis;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsLockTest extends RedisLockContract {
  private static final Servers SERVERS = Servers.open();

  @TempDir private Path folder;
  private final TlsRedis server = SERVERS.redisWithTls();
  private final JvmTrust trust = new JvmTrust();

  @BeforeEach
  void trustTheServer() throws Exception {
    trust.only(server.certificate(), folder.resolve("trust.p12"));
  }

  @AfterEach
  void trustAsBefore() {
    trust.asBefore();
  }

  @AfterAll
  static void closeServers() {
    SERVERS.close();
  }

  @Override
  String address() {
    return server.tlsUri().toString();
  }

  @Test
  void aServerThatNobodyVouchesForIsRefusedWithItsNameAndTheWayOut() {
    trust.asBefore();

    assertThatThrownBy(candidate()::tryAcquire)
        .isInstanceOf(LockUnavailable.class)
        .hasMessageContaining("localhost:" + server.tlsUri().getPort())
        .hasMessageContaining("signed by nobody whom this JVM trusts")
        .hasMessageContaining("-Djavax.net.ssl.trustStore=");
  }

  @Test
  void aServerByANameThatIsNotInItsCertificateIsRefused() throws Exception {
    String name = server.tlsUri().getHost();
    String number = InetAddress.getByName(name).getHostAddress();
    assumeThat(number).as("the server's name in its certificate").isNotEqualTo(name);

    assertThatThrownBy(candidate(address().replace(name, number))::tryAcquire)
        .isInstanceOf(LockUnavailable.class)
        .hasMessageContaining("certificate names another host")
        .hasMessageContaining(number);
  }

  @Test
  void aPortWithoutTlsIsTold() {
    URI plain = server.uri();

    assertThatThrownBy(candidate(plain.toString().replace("redis:", "rediss:"))::tryAcquire)
        .isInstanceOf(LockUnavailable.class)
        .hasMessageContaining(plain.getHost() + ":" + plain.getPort())
        .hasMessageContaining("is this a port for TLS?");
  }
}

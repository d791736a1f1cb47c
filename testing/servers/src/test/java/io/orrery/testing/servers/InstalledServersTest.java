package io.orrery.testing.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledServersTest extends ServersContract {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Choice CHOICE = new Choice(Choice.Form.INSTALLED, "the contract is tested");

  @Override
  Servers open() {
    return InstalledServers.open(CHOICE, Binaries.ofThisMachine());
  }

  @Test
  void nothingIsLeftAfterClose() throws Exception {
    List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
    Servers own = open();
    own.rabbitmq();
    own.redis();
    Path data = dataOf(own.postgres());
    List<ProcessHandle> processes =
        ProcessHandle.current().descendants().filter(process -> !before.contains(process)).toList();

    own.close();

    assertThat(processes).hasSizeGreaterThan(4);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
    assertThat(data.getParent().getParent()).doesNotExist();
  }

  @Test
  void nothingIsLeftWhereTheJvmIsKilled() throws Exception {
    Process jvm =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                StartsPostgres.class.getName())
            .start();
    List<String> told = jvm.inputReader().lines().limit(2).toList();
    Endpoint postgres = Endpoint.at(Endpoint.LOOPBACK, Integer.parseInt(told.get(0)));
    Path data = Path.of(told.get(1));

    jvm.destroyForcibly();

    await().atMost(SOON).until(() -> Files.notExists(data.getParent().getParent()));
    assertThatThrownBy(() -> postgres.connect().close()).isInstanceOf(ConnectException.class);
  }

  @Test
  void oneMessageListsWhatIsMissingAndTheWaysToGetIt(@TempDir Path empty) {
    try (Servers poor = InstalledServers.open(CHOICE, new Binaries(List.of(empty)))) {
      assertThatThrownBy(poor::redis)
          .isInstanceOf(ServersUnavailable.class)
          .hasMessageContaining(
              "no rabbitmq-server, no epmd, no redis-server in any of [" + empty + "]")
          .hasMessageContaining("the contract is tested")
          .hasMessageContaining("./orrery test")
          .hasMessageContaining("apt-get install rabbitmq-server redis-server")
          .hasMessageContaining("brew install rabbitmq redis")
          .hasMessageContaining(DockerImages.RABBITMQ)
          .hasMessageContaining("ORRERY_TEST_SERVERS=docker");
    }
  }

  static Path dataOf(PostgresServer postgres) throws Exception {
    return Path.of(new Database(postgres, "postgres").query("SHOW data_directory"));
  }

  /** The other JVM: tells where its PostgreSQL is, and then waits to be killed. */
  static final class StartsPostgres {
    private StartsPostgres() {}

    public static void main(String[] arguments) throws Exception {
      PostgresServer postgres = InstalledServers.open(CHOICE, Binaries.ofThisMachine()).postgres();
      System.out.println(postgres.port());
      System.out.println(dataOf(postgres));
      Thread.currentThread().join();
    }
  }
}

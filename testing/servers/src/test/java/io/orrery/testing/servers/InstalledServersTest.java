package io.orrery.testing.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    own.redisWithTls();
    own.redisWithSentinels();
    own.redisCluster();
    Path data = dataOf(own.postgres());
    List<ProcessHandle> processes =
        ProcessHandle.current().descendants().filter(process -> !before.contains(process)).toList();

    own.close();

    assertThat(processes).hasSizeGreaterThan(13);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
    assertThat(data.getParent().getParent()).doesNotExist();
  }

  @Test
  void nothingIsLeftWhereTheJvmIsKilled() throws Exception {
    Process jvm = startsPostgres();
    List<String> told = jvm.inputReader().lines().limit(2).toList();
    Endpoint postgres = Endpoint.at(Endpoint.LOOPBACK, Integer.parseInt(told.get(0)));
    Path data = Path.of(told.get(1));

    jvm.destroyForcibly();

    await().atMost(SOON).until(() -> Files.notExists(data.getParent().getParent()));
    assertThatThrownBy(() -> postgres.connect().close()).isInstanceOf(ConnectException.class);
  }

  /** As Ctrl-C does to a whole group, and a harness that kills one. */
  @ParameterizedTest
  @ValueSource(strings = {"INT", "KILL"})
  void nothingIsLeftWhereTheJvmsProcessGroupIsSignalled(String signal) throws Exception {
    Path setsid = Binaries.ofThisMachine().find("setsid").orElse(null);
    assumeThat(setsid).as("setsid").isNotNull();
    assumeThat(signal.equals("INT") && Interrupts.areIgnored())
        .as("SIGINT is ignored here, as in a shell's background job, and so by what starts here")
        .isFalse();
    Process jvm = startsPostgres(setsid.toString());
    List<String> told = jvm.inputReader().lines().limit(2).toList();
    Path data = Path.of(told.get(1));
    List<ProcessHandle> processes = jvm.toHandle().descendants().toList();

    Shell.output("sh", "-c", "kill -s " + signal + " -- -" + jvm.pid());

    assertThat(processes).hasSizeGreaterThan(1);
    await().atMost(SOON).until(() -> Files.notExists(data.getParent().getParent()));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
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

  private static Process startsPostgres(String... before) throws IOException {
    List<String> command = new ArrayList<>(List.of(before));
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(StartsPostgres.class.getName());
    return new ProcessBuilder(command).start();
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

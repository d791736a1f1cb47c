package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.testing.servers.Servers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in processes of its own, on a real PostgreSQL and a real RabbitMQ. */
class ExampleProcessesTest {
  @TempDir private Path folder;

  @Test
  void theWorkerCommandRunsWhatAnotherProcessEnqueues() throws Exception {
    Map<String, String> environment =
        FreshDatabase.environment(Servers.shared().rabbitmq().uri().toString());

    try (ExampleProcess worker = worker(environment);
        ExampleProcess app = confirmOrders(environment)) {
      String sent = app.awaitEnd();

      worker.awaitPrinted("mail to ann@example.org: Your order");
      worker.awaitPrinted("mail to bob@example.org: Your order");
      assertThat(sent.lines().filter(line -> line.startsWith("sent as "))).hasSize(2);
    }
  }

  private ExampleProcess worker(Map<String, String> environment) throws Exception {
    return ExampleProcess.start(
        environment,
        folder.resolve("worker"),
        ExampleProcess.classPath(false),
        "io.orrery.cli.Main",
        "worker",
        "--handlers",
        ExampleProcess.CLASSES.toString());
  }

  private ExampleProcess confirmOrders(Map<String, String> environment) throws Exception {
    return ExampleProcess.start(
        environment,
        folder.resolve("app"),
        ExampleProcess.classPath(true),
        "example.ConfirmOrders",
        "ann@example.org",
        "bob@example.org");
  }
}

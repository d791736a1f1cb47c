package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.client.OrreryClient;
import io.orrery.config.OrreryConfig;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MailWorkerTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final SendEmail.Request MAIL =
      new SendEmail.Request("ann@example.org", "Your order", "It is on its way.");

  @Test
  void itSendsMailsUntilItIsInterrupted() throws Exception {
    OrreryConfig config = OrreryConfig.fromEnv(FreshDatabase.environment("memory:mail-worker"));
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread worker = Thread.ofVirtual().start(() -> end.complete(run(config)));

    SendEmail.Receipt receipt;
    try (OrreryClient client = OrreryClient.connect(config)) {
      receipt = client.enqueue(SendEmail.class, MAIL).await(SOON);
    }
    worker.interrupt();

    assertThat(receipt.messageId()).isEqualTo("id-of-ann@example.org");
    assertThat(worker.join(SOON)).isTrue();
    assertThat(end.get()).isInstanceOf(InterruptedException.class);
  }

  private static Throwable run(OrreryConfig config) {
    try {
      MailWorker.run(config, (to, subject, body, key) -> "id-of-" + to);
      return new AssertionError("nothing ended the worker");
    } catch (InterruptedException | RuntimeException e) {
      return e;
    }
  }
}

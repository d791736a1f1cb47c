package io.orrery.broker.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.broker.BrokerEvents;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator reads where no RabbitMQ answers. */
class AwayAtStartTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream before = System.err;

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(written, true, UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(before);
  }

  @Test
  void theLogNamesTheAddressAndTheWayOutAndNoSecret() {
    URI nowhere = URI.create("amqp://ann:hush@127.0.0.1:1");

    RabbitBroker.connect(nowhere, "test", OwnRabbit.IMPATIENT, new BrokerEvents() {}).close();

    assertThat(written.toString(UTF_8))
        .contains("Can't reach RabbitMQ at 127.0.0.1:1", "Jobs still run", "set ORRERY_AMQP_URI")
        .doesNotContain("hush");
  }
}

package io.orrery.broker.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orrery.config.ConfigRefused;
import io.orrery.config.OrreryConfig;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configuration says of a broker's URI before anything is opened. */
class AmqpUriTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "amqp://rabbit",
        "amqps://rabbit:5671",
        "AMQP://ann:hush@[::1]:65535/%2F",
        "amqp://ann%40home:h%23u%2Fsh@rabbit:1/orrery?heartbeat=5"
      })
  void whatNamesABrokerIsTaken(String uri) {
    assertThat(configuredWith(uri).broker()).isEqualTo(URI.create(uri));
  }

  @ParameterizedTest
  @CsvSource({
    "ampq://rabbit, 'the scheme \"ampq\", only [amqp, amqps]'",
    "amqp:rabbit, can't be taken apart",
    "amqp:///orrery, can't be taken apart",
    "amqp://my_rabbit:5672/orrery, a host has no underscore",
    "amqp://ann:hush@hush@rabbit/orrery, @ % are written %3A %2F %3F %23 %40 %25",
    "amqp://ann:hush#hush@rabbit/orrery, can't be taken apart",
    "amqp://ann:hush:hush@rabbit/orrery, can't be taken apart",
    "amqp://ann:hush@rabbit:http/orrery, a port is a number",
    "amqp://ann:hush@rabbit:0/orrery, port 0 is not one of 1 to 65535",
    "amqp://ann:hush@rabbit:99999/orrery, port 99999 is not one of 1 to 65535",
    "amqp://ann:hush@rabbit/, its virtual host is empty",
    "amqp://ann:hush@rabbit/orrery/, written %2F",
  })
  void whatNamesNoneIsRefusedWithTheReasonAndWithoutThePassword(String uri, String reason) {
    ConfigRefused refused = catchThrowableOfType(ConfigRefused.class, () -> configuredWith(uri));

    assertThat(refused.problems())
        .singleElement()
        .asString()
        .startsWith("AMQP_URI is set")
        .contains(reason, "write it as in amqp://orrery:s3cret@localhost:5672/orrery")
        .doesNotContain("hush");
  }

  private static OrreryConfig configuredWith(String uri) {
    return OrreryConfig.builder()
        .postgres("jdbc:postgresql://db/orrery", "ann", "hush")
        .broker(uri)
        .build();
  }
}

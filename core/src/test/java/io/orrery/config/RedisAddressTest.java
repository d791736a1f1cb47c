package io.orrery.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.config.RedisAddress.Kind;
import io.orrery.config.RedisAddress.Node;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisAddressTest {
  @Test
  void oneServerWithItsUserPasswordAndDatabase() {
    assertThat(RedisAddress.parse("redis://ann:s%40cret+@cache:7000/3"))
        .isEqualTo(
            new RedisAddress(
                Kind.STANDALONE,
                false,
                List.of(new Node("cache", 7000)),
                Optional.of("ann"),
                Optional.of("s@cret+"),
                3,
                ""));
  }

  @Test
  void sentinelsWithTlsAndTheMastersName() {
    assertThat(RedisAddress.parse("rediss-sentinel://:s3cret@one,two:26380/1#mymaster"))
        .isEqualTo(
            new RedisAddress(
                Kind.SENTINEL,
                true,
                List.of(new Node("one", 26379), new Node("two", 26380)),
                Optional.empty(),
                Optional.of("s3cret"),
                1,
                "mymaster"));
  }

  @Test
  void aClusterByAFewOfItsNodes() {
    assertThat(RedisAddress.parse("redis-cluster://one,[::1]:7001").nodes())
        .containsExactly(new Node("one", 6379), new Node("[::1]", 7001));
  }

  @ParameterizedTest
  @CsvSource({
    "http://cache:6379, no Redis address",
    "redis://, no Redis address",
    "'redis://one,two', names one server",
    "redis-sentinel://one, add #NAME at the end",
    "redis://one#mymaster, is for redis-sentinel:// alone",
    "redis-cluster://one/2, database 0 alone",
    "redis://one:70000, port 70000",
    "redis://one:port, HOST:PORT",
    "'redis://one, two', HOST:PORT",
  })
  void whatIsNoneIsRefusedInWordsThatSayWhatToWrite(String text, String message) {
    assertThatThrownBy(() -> RedisAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void noSecretIsShown() {
    assertThat(RedisAddress.parse("redis://ann:s3cret@cache:7000"))
        .hasToString("redis cache:7000/0");
  }
}

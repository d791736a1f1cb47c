package io.orrery.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A record with a component of each kind of MessagePack value. */
record Everything(
    String text,
    int number,
    double real,
    byte[] bytes,
    Instant at,
    BigDecimal exact,
    BigInteger whole,
    Level level,
    Optional<String> note,
    List<Everything> more,
    Map<String, Integer> counts) {

  enum Level {
    LOW,
    HIGH
  }

  static Everything value() {
    Everything inner =
        new Everything(
            "ß",
            -1,
            .5,
            new byte[20],
            Instant.MIN,
            BigDecimal.ONE,
            BigInteger.TEN,
            null,
            Optional.empty(),
            null,
            null);
    return new Everything(
        "a text that is longer than thirty-one bytes",
        1 << 20,
        1e9,
        new byte[300],
        Instant.EPOCH,
        new BigDecimal("1.50"),
        BigInteger.ONE,
        Level.HIGH,
        Optional.of("n"),
        List.of(inner, inner),
        Map.of("a", 1, "b", 70_000));
  }
}

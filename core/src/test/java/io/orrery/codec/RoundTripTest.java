package io.orrery.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.type.TypeReference;
import io.orrery.codec.Shapes.Arrays;
import io.orrery.codec.Shapes.Box;
import io.orrery.codec.Shapes.Line;
import io.orrery.codec.Shapes.Odd;
import io.orrery.codec.Shapes.Point;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
  private final Codec codec = new Codec(CodecLimits.DEFAULT);

  @ParameterizedTest
  @MethodSource("io.orrery.codec.Shapes#values")
  void whatIsEncodedIsDecodedEqual(Object value, Type type) {
    byte[] encoded = codec.encode(value, "value");

    Object decoded = codec.decode(encoded, type, "value");

    assertThat(decoded).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("io.orrery.codec.Shapes#values")
  void whatIsDecodedEqualPassesTheCheck(Object value, Type type) {
    codec.checkResult(type, "value");

    if (value instanceof Record || value instanceof Enum) {
      codec.check(type, "value");
    }
  }

  @Test
  void arraysKeepTheirContents() {
    Arrays value =
        new Arrays(
            new byte[] {0, -1, 127},
            new char[] {'a', 'ß'},
            new double[] {1, Double.MIN_VALUE},
            new boolean[] {true, false},
            new Point[] {new Point(1, 2), null},
            new long[][] {{}, {1L << 40}});

    Arrays decoded = codec.decode(codec.encode(value, "arrays"), Arrays.class, "arrays");

    assertThat(decoded).usingRecursiveComparison().isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("instants")
  void instantsAreExactToTheNanosecondInTheFewestBytes(Instant instant, int bytes) {
    byte[] encoded = codec.encode(instant, "instant");

    assertThat(encoded).hasSize(bytes);
    assertThat(codec.<Instant>decode(encoded, Instant.class, "instant")).isEqualTo(instant);
  }

  static Stream<Arguments> instants() {
    return Stream.of(
        arguments(Instant.EPOCH, 6),
        arguments(Instant.ofEpochSecond((1L << 32) - 1), 6),
        arguments(Instant.ofEpochSecond(1L << 32), 10),
        arguments(Instant.ofEpochSecond((1L << 34) - 1, 999_999_999), 10),
        arguments(Instant.ofEpochSecond(1L << 34), 15),
        arguments(Instant.EPOCH.minusNanos(1), 15),
        arguments(Instant.MIN, 15),
        arguments(Instant.MAX, 15));
  }

  @Test
  void manyThreadsShareOneCodec() {
    List<Line> lines =
        IntStream.range(0, 10_000).mapToObj(i -> new Line(new Point(i, -i), null)).toList();

    List<Line> decoded =
        lines.parallelStream()
            .map(line -> codec.<Line>decode(codec.encode(line, "line"), Line.class, "line"))
            .toList();

    assertThat(decoded).isEqualTo(lines);
  }

  @Test
  void onlyComponentsAreData() {
    byte[] encoded = codec.encode(new Odd(true, "name", 3, "url"), "odd");

    assertThat(new String(encoded, StandardCharsets.ISO_8859_1))
        .contains("isOpen", "getName", "aB", "URL")
        .doesNotContain("rea", "uge");
  }

  @Test
  void nullIsOneByteAndTheResultOfATask() {
    byte[] encoded = codec.encode(null, "result");

    assertThat(encoded).hasSize(1);
    assertThat(codec.<Object>decode(encoded, Void.class, "result")).isNull();
    assertThat(codec.<Object>decode(encoded, Point.class, "result")).isNull();
  }

  @Test
  void mapsAndSetsKeepTheirOrder() {
    Map<String, Integer> map = new LinkedHashMap<>();
    List.of("z", "a", "m").forEach(key -> map.put(key, 1));
    Type type = new TypeReference<Box<Map<String, Integer>>>() {}.getType();
    Type set = new TypeReference<Set<String>>() {}.getType();

    Box<Map<String, Integer>> box =
        codec.decode(codec.encode(new Box<>(map, List.of()), "box"), type, "box");
    Set<String> keys = codec.decode(codec.encode(map.keySet(), "keys"), set, "keys");

    assertThat(box.value().keySet()).containsExactly("z", "a", "m");
    assertThat(keys).containsExactly("z", "a", "m");
  }
}

package io.orrery.codec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever is told that a value is too large is told its true size. */
class MeasuringTest {
  static Stream<Object> values() {
    Stream<Object> texts =
        Stream.of("ß", "中", "\ud83c\udf08", "half \ud83c", "\udf08", "x")
            .flatMap(text -> Stream.of(1, 31, 32, 255, 256, 40_000).map(text::repeat));
    Stream<Object> containers =
        Stream.of(15, 16, 65_535, 65_536).map(size -> Collections.nCopies(size, 1));
    return Stream.of(
            Stream.of(Everything.value()), Shapes.values().map(v -> v.get()[0]), texts, containers)
        .flatMap(values -> values);
  }

  @ParameterizedTest
  @MethodSource("values")
  void theSizeIsThatOfTheEncoding(Object value) {
    int bytes = new Codec(CodecLimits.DEFAULT).encode(value, "value").length;

    // The smallest limit is one byte, which is what the smallest values take.
    if (bytes > 1) {
      assertThatThrownBy(() -> oneByteShort(bytes).encode(value, "value"))
          .isInstanceOf(TooLarge.class)
          .hasMessageContaining("value: " + bytes + " bytes, over the limit of " + (bytes - 1));
    }
  }

  private static Codec oneByteShort(int bytes) {
    return new Codec(new CodecLimits(bytes - 1, 64));
  }
}

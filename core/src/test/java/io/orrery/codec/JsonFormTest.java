package io.orrery.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFormTest {
  private final Codec codec = new Codec(CodecLimits.DEFAULT);

  private record Inner(int n, float f) {}

  private record Outer(
      Instant at,
      Duration in,
      Optional<Inner> inner,
      List<Inner> inners,
      Map<String, Long> sums,
      byte[] bytes,
      long most,
      double tenth,
      @Nullable String none) {}

  private final Outer value =
      new Outer(
          Instant.parse("1960-01-01T00:00:00.000000001Z"),
          Duration.ofSeconds(90),
          Optional.of(new Inner(1, 0.1f)),
          List.of(new Inner(-2, 3f)),
          Map.of("a\"b", 7L),
          new byte[] {0, -1, 127},
          Long.MIN_VALUE,
          0.1,
          null);

  @Test
  void whatIsWrittenAsJsonIsReadAsTheSameRecord() {
    String json = codec.decodeToJson(codec.encode(value, "it"), "it");

    Outer read = codec.decode(codec.encodeJson(json, "it"), Outer.class, "it");

    assertThat(read).usingRecursiveComparison().isEqualTo(value);
    assertThat(json).contains("\"at\":\"1960-01-01T00:00:00.000000001Z\"", "\"bytes\":\"AP9/\"");
  }

  @Test
  void anEnumsConstantIsAText() {
    Thread.State read = codec.decode(codec.encodeJson("\"NEW\"", "it"), Thread.State.class, "it");

    assertThat(read).isEqualTo(Thread.State.NEW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"a\":1,\"a\":2}",
        "{} {}",
        "{'a':1}",
        "7",
        "[1]",
        "null",
        "{\"a\":NaN}"
      })
  void whatIsNoJsonObjectIsRefused(String json) {
    assertThatThrownBy(() -> codec.encodeJson(json, "it"))
        .isInstanceOf(EncodingFailed.class)
        .hasMessageStartingWith("it can't be ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"n\":1e400}", "{\"in\":[{\"n\":-1e400}]}"})
  void aNumberBeyondADoubleIsRefusedAndNotMadeInfinite(String json) {
    assertThatThrownBy(() -> codec.encodeJson(json, "it"))
        .isInstanceOf(EncodingFailed.class)
        .hasMessageContaining("it can't be encoded: a number is beyond 1.8e308");
  }

  @Test
  void theLimitsHoldAsForRecords() {
    String deep = "{\"a\":".repeat(65) + "1" + "}".repeat(65);
    String large = "{\"a\":\"" + "x".repeat(CodecLimits.DEFAULT.maxBytes()) + "\"}";

    assertThatThrownBy(() -> codec.encodeJson(deep, "it")).isInstanceOf(EncodingFailed.class);
    assertThatThrownBy(() -> codec.encodeJson(large, "it"))
        .isInstanceOf(TooLarge.class)
        .hasMessageContaining("over the limit of 262144");
  }

  @Test
  void bytesThatAreNoArgumentsAreNotShownAsJson() {
    byte[] unfinished = {(byte) 0xdd, 1, 1, 1, 1};
    byte[] unknownExtension = {(byte) 0xd4, 5, 1};

    assertThatThrownBy(() -> codec.decodeToJson(unfinished, "it"))
        .isInstanceOf(DecodingFailed.class);
    assertThatThrownBy(() -> codec.decodeToJson(unknownExtension, "it"))
        .isInstanceOf(DecodingFailed.class);
  }

  @Test
  void aTextThatIsNoMomentIsNoInstant() {
    byte[] encoded = codec.encodeJson("{\"at\":\"soon\"}", "it");

    assertThatThrownBy(() -> codec.decode(encoded, Outer.class, "it"))
        .isInstanceOf(DecodingFailed.class)
        .hasMessageContaining("component at is no timestamp, and no text as in 2026-03-29");
  }
}

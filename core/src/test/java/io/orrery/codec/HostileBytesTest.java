package io.orrery.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

class HostileBytesTest {
  private static final int ENOUGH = 1 << 20;
  private final Codec codec = new Codec(CodecLimits.DEFAULT);

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
      Map<String, Integer> counts) {}

  enum Level {
    LOW,
    HIGH
  }

  private static Everything everything() {
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

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "dd7fffffff",
        "ddffffffff",
        "df7fffffff",
        "dfffffffff",
        "dbffffffff",
        "db7fffffff",
        "c6ffffffff",
        "c67fffffff",
        "c97fffffffff",
        "c9ffffffffff",
        "c9fffffffe00",
        "dcffff",
        "deffff",
        "daffff",
        "c5ffff",
        "c8ffff00",
        "81a46d6f7265dd0fffffff",
        "81a46d6f7265df0fffffff",
        "81a56279746573c60fffffff",
        "81a474657874db0fffffff",
        "81a26174c90fffffff",
        "81a46e6f6e65df80000000",
        "81a46e6f6e65c97fffffff"
      })
  void aHeaderThatClaimsMoreThanFollowsAllocatesNothing(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    codec.decode(codec.encode(null, "warm up"), Everything.class, "warm up");
    Allocation allocation = Allocation.start();

    Throwable thrown = catchThrowable(() -> codec.decode(bytes, Everything.class, "arguments"));

    assertThat(allocation.bytes()).isLessThan(ENOUGH);
    assertThat(thrown).isInstanceOf(DecodingFailed.class).hasMessageContaining("arguments");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x91, 0x81})
  void depthIsBoundedBeforeAnyRecursion(int header) {
    byte[] deep = new byte[100_000];
    Arrays.fill(deep, (byte) header);
    for (int i = 1; header == 0x81 && i < deep.length; i += 2) {
      deep[i] = (byte) 0xa0;
    }

    assertThatThrownBy(() -> codec.decode(deep, Everything.class, "arguments"))
        .isInstanceOf(DecodingFailed.class)
        .hasMessageContaining("deeper than 64");
  }

  @Test
  void tenMegabytesAreRefusedBySizeAlone() {
    assertThatThrownBy(() -> codec.decode(new byte[10_000_000], Everything.class, "arguments of x"))
        .isInstanceOf(TooLarge.class)
        .hasMessageContaining("arguments of x")
        .hasMessageContaining("10000000")
        .hasMessageContaining("262144");
  }

  @ParameterizedTest
  @ValueSource(strings = {"82a16101a16102", "82a474657874a161a474657874a162"})
  void aRepeatedFieldIsRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThatThrownBy(() -> codec.decode(bytes, Everything.class, "arguments"))
        .isInstanceOf(DecodingFailed.class)
        .hasMessageContaining("twice");
  }

  @Test
  void aNumberOfAMillionDigitsIsRefusedUnparsed() throws IOException {
    Codec large = new Codec(new CodecLimits(CodecLimits.MOST_BYTES, 64));
    for (String component : List.of("exact", "whole")) {
      byte[] bytes = Packing.map(Map.of(component, "9".repeat(1_000_000))).bytes();

      assertThatThrownBy(() -> large.decode(bytes, Everything.class, "arguments"))
          .isInstanceOf(DecodingFailed.class)
          .hasMessageContaining("component " + component);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8101c0", "81c0c0", "819001", "8180c0", "81c40161c0", "c1", "81c1c0", "91c1", ""})
  void keysThatAreNoTextAndBytesThatAreNoValueAreRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThatThrownBy(() -> codec.decode(bytes, Everything.class, "arguments"))
        .isInstanceOf(DecodingFailed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d6ff",
        "d6ff000000",
        "81a26174d60100000000",
        "81a26174d5ff0000",
        "81a26174c70cffffffffff0000000000000000",
        "81a26174c70cff000000007fffffffffffffff",
        "81a26174d7ffffffffffffffffff"
      })
  void aTimestampThatIsNoneIsRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThatThrownBy(() -> codec.decode(bytes, Everything.class, "arguments"))
        .isInstanceOf(DecodingFailed.class);
  }

  @Test
  void bytesAfterTheValueAreRefused() {
    byte[] valid = codec.encode(everything(), "arguments");

    assertThatThrownBy(
            () -> codec.decode(Arrays.copyOf(valid, valid.length + 1), Everything.class, "x"))
        .isInstanceOf(DecodingFailed.class)
        .hasMessageContaining("bytes follow the value");
  }

  @Test
  void aDocumentCutAnywhereIsRefused() {
    byte[] valid = codec.encode(everything(), "arguments");

    for (int length = 0; length < valid.length; length++) {
      byte[] cut = Arrays.copyOf(valid, length);

      assertThat(catchThrowable(() -> codec.decode(cut, Everything.class, "arguments")))
          .as("cut to %d of %d bytes", length, valid.length)
          .isInstanceOf(DecodingFailed.class);
    }
  }

  @Test
  void randomBytesGiveAValueOrATypedError() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
    byte[] valid = codec.encode(everything(), "arguments");

    for (int round = 0; round < 50_000; round++) {
      byte[] bytes = round % 2 == 0 ? noise(random) : altered(valid, random);

      Throwable thrown = catchThrowable(() -> codec.decode(bytes, Everything.class, "arguments"));

      if (thrown != null) {
        assertThat(thrown).as(HexFormat.of().formatHex(bytes)).isInstanceOf(DecodingFailed.class);
      }
    }
  }

  private static byte[] noise(RandomGenerator random) {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] altered(byte[] valid, RandomGenerator random) {
    byte[] bytes = valid.clone();
    for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /**
   * The library itself reads such a document for ever or runs out of memory: the check must not.
   */
  @Test
  void aValueThatIsLegalInEveryFormatPasses() throws IOException {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packMapHeader(1).packString("unknown").packArrayHeader(10);
      packer
          .packLong(Long.MIN_VALUE)
          .packBigInteger(BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
      packer.packFloat(1).packDouble(1).packBoolean(true).packNil();
      packer.packExtensionTypeHeader((byte) 5, 1).writePayload(new byte[1]);
      packer.packExtensionTypeHeader((byte) 5, 300).writePayload(new byte[300]);
      packer.packBinaryHeader(70_000).writePayload(new byte[70_000]);
      packer.packMapHeader(0);

      Everything decoded = codec.decode(packer.toByteArray(), Everything.class, "arguments");

      assertThat(decoded.text()).isNull();
    }
  }
}

package io.orrery.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

class HostileBytesTest {
  private static final int ENOUGH = 1 << 20;
  private final Codec codec = new Codec(CodecLimits.DEFAULT);

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
    assertThat(thrown)
        .isInstanceOf(DecodingFailed.class)
        .hasMessageMatching(
            "arguments can't be read: a (value|container) claims .*; deploy the code .* or enqueue the job anew: see docs/codec.md");
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
    byte[] valid = codec.encode(Everything.value(), "arguments");

    assertThatThrownBy(
            () -> codec.decode(Arrays.copyOf(valid, valid.length + 1), Everything.class, "x"))
        .isInstanceOf(DecodingFailed.class)
        .hasMessageContaining("bytes follow the value");
  }

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

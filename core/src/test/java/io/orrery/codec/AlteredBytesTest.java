package io.orrery.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Documents that are almost right, and such as nobody wrote. */
class AlteredBytesTest {
  private final Codec codec = new Codec(CodecLimits.DEFAULT);

  @Test
  void aDocumentCutAnywhereIsRefused() {
    byte[] valid = codec.encode(Everything.value(), "arguments");

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
    byte[] valid = codec.encode(Everything.value(), "arguments");

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
}

package io.orrery.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EncodingLimitsTest {
  private final Codec codec = new Codec(CodecLimits.DEFAULT);

  record Texts(List<String> texts) {}

  record Chain(Chain next) {}

  record Ring(String name, List<Ring> next) {}

  record Exact(BigDecimal decimal, BigInteger integer) {}

  record Open<T>(T value) {}

  record Counts(Map<String, Integer> counts) {}

  record Shy(String name) {
    @Override
    public String name() {
      throw new IllegalStateException("not now");
    }
  }

  /** A billion elements that nobody keeps. */
  private static List<String> endless() {
    return new AbstractList<>() {
      @Override
      public String get(int index) {
        return "element";
      }

      @Override
      public int size() {
        return 1_000_000_000;
      }
    };
  }

  @Test
  void aValueOfTheLimitIsEncodedAndOneByteMoreIsNot() {
    Codec small = new Codec(new CodecLimits(100, 64));
    byte[] most = small.encode("x".repeat(98), "text");

    assertThat(most).hasSize(100);
    assertThat(small.<String>decode(most, String.class, "text")).hasSize(98);
    assertThatThrownBy(() -> small.encode("x".repeat(99), "result of make-text"))
        .isInstanceOf(TooLarge.class)
        .hasMessageContaining("result of make-text: 101 bytes, over the limit of 100: ")
        .hasMessageContaining("ORRERY_PAYLOAD_LIMIT");
  }

  @Test
  void theSizeNamedIsThatOfTheWholeValue() {
    Texts large = new Texts(Collections.nCopies(70_000, "中x"));
    int whole = new Codec(new CodecLimits(1 << 20, 64)).encode(large, "texts").length;

    assertThatThrownBy(() -> codec.encode(large, "texts"))
        .isInstanceOf(TooLarge.class)
        .hasMessageContaining("texts: " + whole + " bytes, over the limit of 262144");
  }

  @Test
  void ofAnEndlessValueTheSizeIsTheLeastThatItHas() {
    assertThatThrownBy(() -> codec.encode(new Texts(endless()), "texts"))
        .hasMessageMatching("texts: more than 167772\\d\\d bytes, over the limit of 262144: .*");
  }

  @Test
  void oneTextHasItsTrueSizeHoweverLargeItIs() {
    assertThatThrownBy(() -> codec.encode("x".repeat(30_000_000), "text"))
        .isInstanceOf(TooLarge.class)
        .hasMessageContaining("text: 30000005 bytes, over the limit of 262144: ");
  }

  @Test
  void aValueThatCantBeMeasuredIsOverTheLimit() {
    Iterator<String> once = Stream.generate(() -> "x").limit(140_000).iterator();
    List<String> texts =
        new AbstractList<>() {
          @Override
          public String get(int index) {
            return once.next();
          }

          @Override
          public int size() {
            return 140_000;
          }
        };

    assertThatThrownBy(() -> codec.encode(new Texts(texts), "texts"))
        .hasMessageContaining("texts: an unknown number of bytes, over the limit of 262144");
  }

  @Test
  void textsCountInBytes() {
    Codec small = new Codec(new CodecLimits(100, 64));

    assertThatThrownBy(() -> small.encode("中".repeat(50), "text")).isInstanceOf(TooLarge.class);
  }

  @Test
  void anEndlessGraphStopsAtTheLimit() {
    Texts texts = new Texts(endless());
    codec.encode(new Texts(List.of()), "warm up");
    Allocation allocation = Allocation.start();

    Throwable thrown = catchThrowable(() -> codec.encode(texts, "arguments"));

    assertThat(thrown).isInstanceOf(TooLarge.class);
    assertThat(allocation.bytes()).isLessThan(32L * CodecLimits.DEFAULT.maxBytes());
  }

  @Test
  void aGraphThatDoublesAtEachLevelStopsAtTheLimit() {
    List<Ring> both = List.of();
    for (int level = 0; level < 20; level++) {
      both = List.of(new Ring("r", both), new Ring("r", both));
    }
    Ring root = new Ring("r", both);

    assertThatThrownBy(() -> codec.encode(root, "arguments")).isInstanceOf(TooLarge.class);
  }

  static List<Object> cycles() {
    List<Ring> rings = new ArrayList<>();
    rings.add(new Ring("r", rings));
    List<Object> self = new ArrayList<>();
    self.add(self);
    Map<String, Object> map = new HashMap<>();
    map.put("self", map);
    return List.of(rings.getFirst(), new Open<>(self), new Open<>(map));
  }

  @ParameterizedTest
  @MethodSource("cycles")
  void aCycleIsAnErrorThatSaysSo(Object cycle) {
    assertThatThrownBy(() -> codec.encode(cycle, "arguments of spin"))
        .isInstanceOf(EncodingFailed.class)
        .hasMessageContaining("arguments of spin")
        .hasMessageContaining("nests deeper than 64")
        .hasMessageMatching("(?s).{1,600}");
  }

  @ParameterizedTest
  @CsvSource({"64, true", "65, false"})
  void whatMayBeWrittenMayBeRead(int depth, boolean allowed) {
    Chain chain = null;
    for (int i = 0; i < depth; i++) {
      chain = new Chain(chain);
    }
    Chain deep = chain;

    Throwable thrown =
        catchThrowable(
            () ->
                assertThat(codec.<Chain>decode(codec.encode(deep, "chain"), Chain.class, "chain"))
                    .isEqualTo(deep));

    assertThat(thrown == null).isEqualTo(allowed);
  }

  @Test
  void whatOnlyRunTimeShowsIsNamedWithItsPath() {
    Open<List<Object>> open = new Open<>(List.of("fine", new Open<>(Thread.currentThread())));

    assertThatThrownBy(() -> codec.encode(open, "arguments of run"))
        .isInstanceOf(EncodingFailed.class)
        .hasMessageContaining("arguments of run")
        .hasMessageContaining("component value[1].value")
        .hasMessageContaining("java.lang.Thread")
        .hasMessageContaining("make it a record");
  }

  @Test
  void aValueThatIsNoneIsNamedByItsType() {
    assertThatThrownBy(() -> codec.encode(Thread.currentThread(), "arguments"))
        .isInstanceOf(EncodingFailed.class)
        .hasMessage(
            "arguments can't be encoded: the value is a java.lang.Thread: make it a record");
  }

  @Test
  void aLambdaIsNoValue() {
    Runnable lambda = () -> {};

    assertThatThrownBy(() -> codec.encode(lambda, "arguments")).isInstanceOf(EncodingFailed.class);
  }

  @Test
  void aNumberTooLongToBeReadIsNotWritten() {
    BigInteger most = BigInteger.TEN.pow(100).subtract(BigInteger.ONE);
    byte[] encoded = codec.encode(new Exact(BigDecimal.ONE, most), "exact");

    assertThat(codec.<Exact>decode(encoded, Exact.class, "exact").integer()).isEqualTo(most);
    for (BigInteger over : List.of(BigInteger.TEN.pow(100), BigInteger.TWO.pow(4_000_000))) {
      assertThatThrownBy(() -> codec.encode(new Exact(new BigDecimal(over), over), "exact"))
          .isInstanceOf(EncodingFailed.class)
          .hasMessageContaining("component decimal")
          .hasMessageContaining("more than 100 digits");
    }
  }

  @Test
  void aMapWithANullKeyIsNamed() {
    Counts counts = new Counts(Collections.singletonMap(null, 1));

    assertThatThrownBy(() -> codec.encode(counts, "arguments"))
        .isInstanceOf(EncodingFailed.class)
        .hasMessageContaining("component counts");
  }

  @Test
  void anAccessorsOwnExceptionIsTheCause() {
    assertThatThrownBy(() -> codec.encode(new Shy("ann"), "arguments"))
        .isInstanceOf(EncodingFailed.class)
        .hasMessageContaining("component name")
        .hasRootCause(new IllegalStateException("not now"));
  }

  @Test
  void aThreadGoesOnAfterAFailure() {
    Codec small = new Codec(new CodecLimits(20_000, 64));
    Texts foundWhileGathered = new Texts(endless());
    Texts foundWhileWritten = new Texts(List.of("中".repeat(10_000)));
    Texts fine = new Texts(List.of("a"));

    for (Texts tooLarge : List.of(foundWhileGathered, foundWhileWritten)) {
      assertThatThrownBy(() -> small.encode(tooLarge, "texts")).isInstanceOf(TooLarge.class);

      byte[] encoded = small.encode(fine, "texts");
      assertThat(small.<Texts>decode(encoded, Texts.class, "texts")).isEqualTo(fine);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 64", "1048577, 64", "1024, 0", "1024, 65"})
  void limitsOutsideTheirRangeAreRefused(int maxBytes, int maxDepth) {
    assertThatThrownBy(() -> new CodecLimits(maxBytes, maxDepth))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

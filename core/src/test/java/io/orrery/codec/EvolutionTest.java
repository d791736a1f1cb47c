package io.orrery.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvolutionTest {
  private static final String WAY_OUT =
      "; deploy the code that knows the version of it that was written, or enqueue the job anew: see docs/codec.md";

  private final Codec codec = new Codec(CodecLimits.DEFAULT);

  record Before(String to, int count) {}

  record After(
      String to,
      int count,
      String from,
      int limit,
      boolean urgent,
      Optional<String> note,
      OptionalInt size,
      Instant at,
      List<String> tags) {}

  record Wide(long number) {}

  record Narrow(int number) {}

  record Tiny(byte number) {}

  record Real(double number) {}

  record Exact(BigDecimal number) {}

  record Text(String number) {}

  record Paint(Colour colour) {}

  record Counts(Map<Colour, Integer> counts) {}

  enum Colour {
    RED,
    GREEN
  }

  record Strict(String to) {
    Strict {
      if (to == null || to.isBlank()) {
        throw new IllegalArgumentException("to is blank");
      }
    }
  }

  @Test
  void anOlderReaderLeavesOutWhatItDoesNotKnow() {
    byte[] newer =
        codec.encode(
            new After(
                "ann",
                3,
                "bob",
                1,
                true,
                Optional.of("n"),
                OptionalInt.of(2),
                Instant.MAX,
                List.of("t")),
            "arguments");

    assertThat(codec.<Before>decode(newer, Before.class, "arguments"))
        .isEqualTo(new Before("ann", 3));
  }

  @Test
  void aNewerReaderGetsNothingZeroOrFalseForWhatIsMissing() {
    byte[] older = codec.encode(new Before("ann", 3), "arguments");

    assertThat(codec.<After>decode(older, After.class, "arguments"))
        .isEqualTo(
            new After("ann", 3, null, 0, false, Optional.empty(), OptionalInt.empty(), null, null));
  }

  @Test
  void unknownFieldsAreLeftOutWhateverTheyHold() {
    byte[] newer =
        Packing.map(Map.of("@class", Packing.map(Map.of("a", 1)), "to", "ann", "count", 1)).bytes();

    assertThat(codec.<Before>decode(newer, Before.class, "arguments"))
        .isEqualTo(new Before("ann", 1));
  }

  @Test
  void aNumberMayBecomeWider() {
    byte[] seven = codec.encode(new Narrow(7), "arguments");

    assertThat(codec.<Wide>decode(seven, Wide.class, "arguments")).isEqualTo(new Wide(7));
    assertThat(codec.<Real>decode(seven, Real.class, "arguments")).isEqualTo(new Real(7));
    assertThat(codec.<Exact>decode(seven, Exact.class, "arguments"))
        .isEqualTo(new Exact(BigDecimal.valueOf(7)));
  }

  @ParameterizedTest
  @CsvSource({"2147483648", "-2147483649", "9223372036854775807"})
  void aNumberThatNoLongerFitsIsRefusedAndNeverCut(long number) {
    byte[] wide = codec.encode(new Wide(number), "arguments");

    assertThatThrownBy(() -> codec.decode(wide, Narrow.class, "arguments of count"))
        .isInstanceOf(DecodingFailed.class)
        .hasMessageContaining("arguments of count")
        .hasMessageContaining("component number")
        .hasMessageNotContaining(Long.toString(number));
  }

  @Test
  void aByteIsNoLongerAByteAt128() {
    byte[] wide = codec.encode(new Wide(128), "arguments");

    assertThatThrownBy(() -> codec.decode(wide, Tiny.class, "arguments"))
        .isInstanceOf(DecodingFailed.class);
  }

  @Test
  void aFractionIsNoIntegerAndATextNoNumber() {
    byte[] half = codec.encode(new Real(.5), "arguments");
    byte[] text = codec.encode(new Text("secret-5"), "arguments");

    assertThatThrownBy(() -> codec.decode(half, Narrow.class, "arguments"))
        .isInstanceOf(DecodingFailed.class)
        .hasMessageContaining("component number is no int" + WAY_OUT);
    assertThatThrownBy(() -> codec.decode(text, Narrow.class, "arguments"))
        .isInstanceOf(DecodingFailed.class)
        .hasMessageContaining("component number is no int")
        .hasStackTraceContaining("number")
        .satisfies(e -> assertThat(e.getCause()).isNull());
  }

  @Test
  void anUnknownConstantIsNamedWithThoseThatAreKnown() {
    byte[] purple = Packing.map(Map.of("colour", "PUR\nPLE")).bytes();
    byte[] key = Packing.map(Map.of("counts", Packing.map(Map.of("PURPLE", 1)))).bytes();

    assertThatThrownBy(() -> codec.decode(purple, Paint.class, "arguments of paint"))
        .isInstanceOf(DecodingFailed.class)
        .hasMessageContaining("component colour is the unknown constant \"PUR?PLE\"")
        .hasMessageContaining("GREEN, RED" + WAY_OUT);
    assertThatThrownBy(() -> codec.decode(key, Counts.class, "arguments of paint"))
        .isInstanceOf(DecodingFailed.class)
        .hasMessageContaining("\"PURPLE\"");
  }

  @Test
  void whatARecordRefusesIsToldWithItsOwnException() {
    byte[] blank = Packing.map(Map.of("to", "")).bytes();

    assertThatThrownBy(() -> codec.decode(blank, Strict.class, "arguments of mail"))
        .isInstanceOf(DecodingFailed.class)
        .hasMessageContaining("was refused by " + Strict.class.getName())
        .hasMessageContaining("; deploy code that takes it, or enqueue the job anew with what is")
        .hasCause(new IllegalArgumentException("to is blank"));
  }

  @Test
  void aResultThatIsNoLongerWantedReadsAsNothing() {
    byte[] result = codec.encode(new Before("ann", 1), "result");

    assertThat(codec.<Object>decode(result, Void.class, "result")).isNull();
  }
}

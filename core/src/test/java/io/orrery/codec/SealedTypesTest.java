package io.orrery.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SealedTypesTest {
  private final Codec codec = new Codec(CodecLimits.DEFAULT);

  sealed interface Shape permits Round, Square, Nothing {}

  sealed interface Round extends Shape permits Circle, Ellipse {}

  @TypeName("circle")
  record Circle(double radius) implements Round {}

  @TypeName("ellipse")
  record Ellipse(double a, double b) implements Round {}

  @TypeName("square")
  record Square(double side, Optional<Shape> inner) implements Shape {}

  @TypeName("nothing")
  record Nothing() implements Shape {}

  record Drawing(Shape first, List<Shape> rest, Map<String, Round> round) {}

  sealed interface Outcome<T> permits Fine, Failed {}

  @TypeName("fine")
  record Fine<T>(T value) implements Outcome<T> {}

  @TypeName("failed")
  record Failed<T>(String reason) implements Outcome<T> {}

  record Open<T>(T value) {}

  /** As {@link Round} was called before, with other classes behind the same names. */
  sealed interface OldRound permits OldCircle, OldEllipse {}

  @TypeName("circle")
  record OldCircle(double radius) implements OldRound {}

  @TypeName("ellipse")
  record OldEllipse(double a, double b) implements OldRound {}

  static List<Shape> shapes() {
    return List.of(
        new Circle(1),
        new Ellipse(1, 2),
        new Square(1, Optional.of(new Circle(.5))),
        new Nothing());
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aPermittedRecordComesBackThroughItsInterface(Shape shape) {
    byte[] encoded = codec.encode(shape, "shape");

    assertThat(codec.<Shape>decode(encoded, Shape.class, "shape")).isEqualTo(shape);
    assertThat(codec.<Shape>decode(encoded, shape.getClass(), "shape")).isEqualTo(shape);
  }

  @Test
  void componentsListsAndMapsHoldAnyOfTheRecords() {
    Drawing drawing = new Drawing(new Nothing(), shapes(), Map.of("a", new Circle(2)));

    Drawing decoded = codec.decode(codec.encode(drawing, "drawing"), Drawing.class, "drawing");

    assertThat(decoded).isEqualTo(drawing);
  }

  @Test
  void namesSurviveWhereGenericsLeaveTheTypeOpen() {
    Type outcome = new TypeReference<Outcome<List<Shape>>>() {}.getType();
    Type open = new TypeReference<Open<Shape>>() {}.getType();

    Outcome<List<Shape>> decoded =
        codec.decode(codec.encode(new Fine<>(shapes()), "outcome"), outcome, "outcome");
    Open<Shape> box = codec.decode(codec.encode(new Open<>(new Circle(3)), "open"), open, "open");

    assertThat(decoded).isEqualTo(new Fine<>(shapes()));
    assertThat(box).isEqualTo(new Open<>(new Circle(3)));
  }

  @Test
  void dataHoldsTheNameAndNoClass() {
    String encoded = new String(codec.encode(new Circle(1), "shape"), StandardCharsets.ISO_8859_1);

    assertThat(encoded).contains("@type").contains("circle").doesNotContain("Circle", "orrery");
  }

  @Test
  void dataOutlivesTheNameOfItsClass() {
    byte[] old = codec.encode(new OldEllipse(1, 2), "old");

    assertThat(codec.<Round>decode(old, Round.class, "old")).isEqualTo(new Ellipse(1, 2));
  }

  @Test
  void aNameThatNobodyKnowsIsNamedWithThoseThatAreKnown() {
    byte[] square = codec.encode(new Square(1, Optional.empty()), "shape");

    assertThatThrownBy(() -> codec.decode(square, Round.class, "arguments of draw"))
        .isInstanceOf(DecodingFailed.class)
        .hasMessageContaining("arguments of draw")
        .hasMessageContaining("\"square\"")
        .hasMessageContaining("circle, ellipse");
  }

  @Test
  void aClassNameInTheDataIsAnUnknownName() {
    byte[] gadget = Packing.map(Map.of("@type", "javax.script.ScriptEngineManager")).bytes();

    assertThatThrownBy(() -> codec.decode(gadget, Shape.class, "arguments of draw"))
        .isInstanceOf(DecodingFailed.class)
        .hasMessageContaining("unknown type \"javax.script.ScriptEngineManager\"");
  }

  @Test
  void dataWithoutANameIsNoShape() {
    byte[] nameless = Packing.map(Map.of("radius", 1.0)).bytes();

    assertThatThrownBy(() -> codec.decode(nameless, Shape.class, "arguments of draw"))
        .isInstanceOf(DecodingFailed.class)
        .hasMessageContaining("does not start with the @type of a ");
  }
}

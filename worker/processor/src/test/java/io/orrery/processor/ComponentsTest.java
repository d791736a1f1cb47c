package io.orrery.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static io.orrery.processor.Sources.compile;
import static io.orrery.processor.Sources.typed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.JobType;
import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import io.orrery.codec.EncodingFailed;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The processor takes what the codec takes: what compiles can run. */
class ComponentsTest {
  private static final String SHAPES =
      """
      sealed interface Shape {}
      @io.orrery.codec.TypeName("dot") record Dot(int x) implements Shape {}
      sealed interface Maybe<T> {}
      @io.orrery.codec.TypeName("some") record Some<T>(T content) implements Maybe<T> {}
      sealed interface Any {}
      @io.orrery.codec.TypeName("one") record One<T>(T content) implements Any {}
      record Box<T>(T content) {}
      enum Size { SMALL, LARGE { @Override public String toString() { return ""; } } }
      interface Open {}
      static class Plain {}
      static final class Names extends java.util.ArrayList<String> {}
      record Tree(java.util.List<Tree> branches) {}
      record Extra(String name) {
        Extra(int number) { this("" + number); }
        static Extra valueOf(String text) { return new Extra(text); }
        public String getOther() { return "other"; }
        public boolean isEmpty() { return false; }
      }
      private record Hidden(String name) {}
      """;

  private final Codec codec = new Codec(CodecLimits.DEFAULT);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int | 1",
        "byte[] | new byte[] {1}",
        "int[][] | new int[][] {{1}, {2}}",
        "Character | (char) 99",
        "String[] | new String[] {\"a\"}",
        "Size | Size.LARGE",
        "java.util.Optional<Size> | java.util.Optional.of(Size.SMALL)",
        "java.math.BigDecimal | java.math.BigDecimal.ONE",
        "java.time.ZoneId | java.time.ZoneId.of(\"Europe/Paris\")",
        "java.util.Set<java.util.UUID> | java.util.Set.of(new java.util.UUID(1, 2))",
        "java.util.TreeSet<String> | new java.util.TreeSet<>(java.util.Set.of(\"a\"))",
        "java.util.Map<Size, Integer> | java.util.Map.of(Size.LARGE, 1)",
        "java.util.Map<java.time.LocalDate, Shape> | java.util.Map.of(java.time.LocalDate.MIN, new Dot(1))",
        "Shape | new Dot(1)",
        "Dot | new Dot(1)",
        "java.util.List<? extends Shape> | java.util.List.of(new Dot(1))",
        "Box<java.util.List<Shape>> | new Box<>(java.util.List.of(new Dot(1)))",
        "Maybe<Shape> | new Some<Shape>(new Dot(1))",
        "Box<? extends Shape> | new Box<>(new Dot(1))",
        "Tree | new Tree(java.util.List.of(new Tree(java.util.List.of())))",
        "Extra | new Extra(7)",
        "Hidden | new Hidden(\"a\")",
      })
  void whatCompilesIsReadBackAsItWasWritten(String component, String value) throws Exception {
    JavaFileObject source =
        typed(
            "Typed.A",
            "Typed.A",
            SHAPES
                + "record A(%s x) {} static final A SAMPLE = new A(%s);"
                    .formatted(component, value));
    assertThat(compile(source)).succeeded();
    CompiledHandler handler = CompiledHandler.of(source);

    codec.check(handler.type().arguments(), "arguments");
    byte[] written = codec.encode(handler.sample(), "sample");
    Object read = codec.decode(written, handler.type().arguments(), "sample");

    assertThat(codec.encode(read, "sample")).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Object | say which type it is",
        "Thread | make it a record, or pass one",
        "java.util.Date | make it a record, or pass one",
        "CharSequence | make it a sealed interface of records",
        "Number | make it a record, or pass one",
        "Void | make it a record, or pass one",
        "Open | make it a sealed interface of records",
        "Plain | make it a record, or pass one",
        "Plain[] | make it a record, or pass one",
        "java.util.LinkedList<String> | declare it as List or Set",
        "java.util.Queue<String> | declare it as List or Set",
        "java.util.concurrent.ConcurrentMap<String, String> | declare it as Map",
        "java.util.Map<Dot, String> | use keys of String, an enum",
        "java.util.Map<String, Object> | component x{} is of type java.lang.Object: say which",
        "java.util.List<Box<Plain>> | component x[].content is of type app.Typed.Plain",
        "java.util.Optional<Thread> | component x is of type java.lang.Thread",
        "java.util.List | uses List as a raw type: write its type arguments",
        "java.util.List<?> | is open at ?: write a class there",
        "Box | uses Box as a raw type",
        "Maybe<Thread> | component x.content is of type java.lang.Thread",
        "Any | component x.content is open at T",
        "Enum<?> | is open at ?",
      })
  void whatTheCodecRefusesDoesNotCompile(String component, String message) throws Exception {
    String declaration = "record A(String first,\n" + component + " x) {}";
    JavaFileObject source = typed("Typed.A", "Void", SHAPES + declaration);
    JobType<?, ?> type = CompiledHandler.of(source).type();

    assertThatThrownBy(() -> codec.check(type.arguments(), "arguments"))
        .isInstanceOf(EncodingFailed.class);
    assertThat(compile(source))
        .hadErrorContaining(
            "the argument type of Typed, app.Typed.A, can't be encoded: component x");
    assertThat(compile(source)).hadErrorContaining(message);
  }

  @Test
  void aComponentIsRefusedOnItsOwnLine() {
    JavaFileObject source = typed("Typed.A", "Void", "record A(\nString first,\nThread second) {}");

    assertThat(compile(source))
        .hadErrorContaining("component second is of type java.lang.Thread")
        .inFile(source)
        .onLineContaining("Thread second");
  }

  @Test
  void aComponentThatWasCompiledBeforeIsRefusedAtTheHandler() {
    JavaFileObject source = typed("io.orrery.JobType<String, String>", "Void", "");

    assertThat(compile(source))
        .hadErrorContaining(
            "component arguments is of type java.lang.reflect.Type: make it a sealed")
        .inFile(source)
        .onLineContaining("class Typed");
  }

  @Test
  void aSealedInterfaceWithinIsCheckedToo() {
    String unnamed = "sealed interface Shape {} record Dot(int x) implements Shape {}";

    assertThat(compile(typed("Typed.A", "Void", unnamed + " record A(Shape[] shapes) {}")))
        .hadErrorContaining("has no name in encoded data: add @TypeName(\"dot\")");
  }

  @Test
  void aPermittedRecordIsLookedInto() {
    String shapes =
        "sealed interface Shape {} @io.orrery.codec.TypeName(\"dot\") record Dot(Thread x) implements Shape {}";

    assertThat(compile(typed("Typed.Shape", "Void", shapes)))
        .hadErrorContaining("component x is of type java.lang.Thread");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thread",
        "java.util.Date[]",
        "java.util.List<Thread>",
        "java.util.List<? extends Number>"
      })
  void aResultIsCheckedToo(String result) throws Exception {
    JavaFileObject source = typed("Typed.A", result, "record A() {}");
    JobType<?, ?> type = CompiledHandler.of(source).type();

    assertThatThrownBy(() -> codec.checkResult(type.result(), "result"))
        .isInstanceOf(EncodingFailed.class);
    assertThat(compile(source))
        .hadErrorContaining("the result of Typed, ")
        .inFile(source)
        .onLineContaining("class Typed");
  }
}

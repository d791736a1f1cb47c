package io.orrery.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static io.orrery.processor.Sources.compile;
import static io.orrery.processor.Sources.typed;

import com.google.testing.compile.Compilation;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedRecordsTest {
  private static final String DOT =
      """
      sealed interface Shape {}
      @io.orrery.codec.TypeName("dot") record Dot() implements Shape {}
      """;

  @Test
  void namedRecordsAreTaken() {
    JavaFileObject source =
        shapes("@io.orrery.codec.TypeName(\"circle\") record Circle(int r) implements Shape {}");

    assertThat(compile(source)).succeededWithoutWarnings();
  }

  @Test
  void aRecordWithoutANameIsRefusedWithOneLikeItsClass() {
    refuses(
        "record BigCircle(int r) implements Shape {}",
        "app.Typed.BigCircle, which app.Typed.Shape permits, has no name in encoded data: add"
            + " @TypeName(\"big-circle\")");
  }

  @Test
  void aNameOfOtherCharactersIsRefused() {
    refuses(
        "@io.orrery.codec.TypeName(\"a circle\") record Circle(int r) implements Shape {}",
        "record name \"a circle\" is not legal: use 1 to 128 of A-Z a-z 0-9 . _ -; for example"
            + " \"a-circle\"");
  }

  @Test
  void twoRecordsOfOneNameAreRefused() {
    refuses(
        "@io.orrery.codec.TypeName(\"dot\") record Circle(int r) implements Shape {}",
        "app.Typed.Circle, which app.Typed.Shape permits, has the name of app.Typed.Dot: give each"
            + " its own @TypeName");
  }

  @Test
  void aClassIsRefused() {
    refuses(
        "static final class Circle implements Shape {}",
        "app.Typed.Circle, which app.Typed.Shape permits, is no record, so it can't be decoded:"
            + " make it one");
  }

  @Test
  void recordsOfASealedInterfaceWithinAreCheckedToo() {
    refuses(
        "record Circle(int r) implements Round {}",
        "app.Typed.Circle, which app.Typed.Shape permits, has no name",
        "sealed interface Round extends Shape {}");
  }

  @Test
  void aRecordTakenByItselfNeedsItsNameToo() {
    String circle = "record Circle(int r) implements Shape {}";
    JavaFileObject source = typed("Typed.Circle", "String", "sealed interface Shape {}\n" + circle);

    assertThat(compile(source))
        .hadErrorContaining("app.Typed.Circle, which a sealed interface permits, has no name")
        .inFile(source)
        .onLineContaining(circle);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Typed.Shape", "java.util.List<Typed.Shape>", "Typed.Shape[]"})
  void recordsOfAResultNeedTheirNamesToo(String result) {
    JavaFileObject source =
        typed("Typed.A", result, "record A() {}\n" + DOT + "record Circle() implements Shape {}");

    assertThat(compile(source))
        .hadErrorContaining("app.Typed.Circle, which app.Typed.Shape permits, has no name")
        .inFile(source)
        .onLineContaining("record Circle");
  }

  @Test
  void oneMistakeIsShownOnceHoweverManyHandlersMeetIt() {
    JavaFileObject source =
        shapes(
            """
            record Circle(int r) implements Shape {}
            @JobHandler(type = "other") static final class Other implements Task<Shape> {
              @Override public void run(Shape shape, JobContext job) {}
            }
            @JobHandler(type = "circle") static final class OfCircle implements Task<Circle> {
              @Override public void run(Circle circle, JobContext job) {}
            }
            """);

    assertThat(compile(source)).hadErrorCount(1);
  }

  private static void refuses(String declaration, String message, String... others) {
    JavaFileObject source = shapes(declaration + "\n" + String.join("\n", others));

    Compilation compilation = compile(source);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining(message)
        .inFile(source)
        .onLineContaining(declaration);
  }

  private static JavaFileObject shapes(String declarations) {
    return typed("Typed.Shape", "String", DOT + declarations);
  }
}

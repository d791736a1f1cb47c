package io.orrery.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static io.orrery.processor.Sources.compile;
import static io.orrery.processor.Sources.source;
import static io.orrery.processor.Sources.typed;

import com.google.testing.compile.Compilation;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandlerClassTest {
  private static final String RUN =
      "@Override public void run(R arguments, JobContext job) {} record R() {}";

  @Test
  void aClassThatIsNoHandlerIsRefused() {
    refuses(
        "final class Bad {}",
        "Bad is annotated @JobHandler but is no handler: let it implement"
            + " io.orrery.Handler<Arguments, Result>, or io.orrery.Task<Arguments>");
  }

  @Test
  void anInterfaceIsRefused() {
    refuses(
        "interface Bad extends Task<Thread.State> {}",
        "Bad is an interface: put @JobHandler on the class that implements it");
  }

  @Test
  void anAbstractClassIsRefused() {
    refuses(
        "abstract class Bad implements Task<Thread.State> {}",
        "Bad is abstract: put @JobHandler on each class that extends it");
  }

  @Test
  void anEnumIsRefused() {
    refuses(
        "enum Bad implements Task<Bad.R> { ONE; " + RUN + " }",
        "Bad is an enum, of which no object can be made: make it a class");
  }

  @Test
  void aClassWithTypeParametersIsRefused() {
    refuses(
        "class Bad<T> implements Task<Bad.R> { " + RUN + " }",
        "Bad has type parameters, so a worker can't know its types: put @JobHandler on a class");
  }

  @Test
  void anInnerClassIsRefused() {
    JavaFileObject source =
        source(
            "Outer",
            """
            class Outer {
              @JobHandler(type = "inner")
              class Inner implements Task<Inner.R> { %s }
            }
            """
                .formatted(RUN));

    assertThat(compile(source))
        .hadErrorContaining("Inner is an inner class, tied to an object of another: make it static")
        .inFile(source)
        .onLineContaining("class Inner");
  }

  @Test
  void aRawHandlerIsRefused() {
    refuses(
        "class Bad implements Handler {"
            + " @Override public Object handle(Object a, JobContext job) { return a; } }",
        "Bad implements Handler as a raw type, which leaves its arguments unknown: write"
            + " Handler<Arguments, Result>");
  }

  @Test
  void aRawBaseClassIsRefused() {
    refuses(
        "class Bad extends Base {} class Base<A> implements Task<A> {"
            + " @Override public void run(A a, JobContext job) {} }",
        "Bad implements Handler as a raw type");
  }

  @Test
  void aResultOfAnyKindIsRefused() {
    refusesResult("Object", "could be anything, so nobody could read it back: name a class");
  }

  @Test
  void aRawResultIsRefused() {
    refusesResult(
        "java.util.List", "uses List as a raw type: write its type arguments, as in List<…>");
  }

  @Test
  void anOpenResultIsRefused() {
    refusesResult("java.util.List<? super Integer>", "is open at ? super java.lang.Integer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"String", "Void", "int[]", "java.util.Map<String, Typed.A>", "Typed.A"})
  void aResultThatIsKnownIsTaken(String result) {
    assertThat(compile(typed("Typed.A", result, "record A() {}"))).succeededWithoutWarnings();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "record Good(String mailer) implements Task<Good.R> { " + RUN + " }",
        "class Good implements Task<Good.R> { private Good(int slots) {} " + RUN + " }",
        "class Good extends Base<Good.R> { record R() {} }"
            + " abstract class Base<A> implements Task<A> {"
            + " @Override public void run(A arguments, JobContext job) {} }"
      })
  void aConcreteClassIsTakenHoweverItIsMade(String declaration) {
    Compilation compilation =
        compile(source("Good", "@JobHandler(type = \"good\")\n" + declaration));

    assertThat(compilation).succeededWithoutWarnings();
  }

  @Test
  void aBaseClassThatIsMissingIsLeftToTheCompiler() {
    Compilation compilation =
        compile(source("Good", "@JobHandler(type = \"good\") class Good extends Missing {}"));

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation).hadErrorContaining("cannot find symbol");
  }

  private static void refuses(String declaration, String message) {
    JavaFileObject source = source("Bad", "@JobHandler(type = \"bad\")\n" + declaration);

    Compilation compilation = compile(source);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining(message)
        .inFile(source)
        .onLineContaining(declaration);
  }

  private static void refusesResult(String result, String message) {
    JavaFileObject source = typed("Typed.A", result, "record A() {}");

    assertThat(compile(source))
        .hadErrorContaining("the result of Typed, ")
        .inFile(source)
        .onLineContaining("class Typed");
    assertThat(compile(source)).hadErrorContaining(message);
  }
}

package io.orrery.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static io.orrery.processor.Sources.compile;
import static io.orrery.processor.Sources.typed;

import com.google.testing.compile.Compilation;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

  @ParameterizedTest
  @ValueSource(strings = {"String", "java.util.List<String>", "java.util.Map<String, Integer>"})
  void aClassThatIsNoRecordIsRefused(String arguments) {
    refuses(
        arguments,
        "",
        "is no record, enum or sealed interface of records: write a record for it, as in"
            + " record Request(…) {}");
  }

  @Test
  void anArrayIsRefused() {
    refuses("String[]", "", "java.lang.String[], is no record");
  }

  @Test
  void noArgumentsAreAnEmptyRecord() {
    refuses("Void", "", "for a job without arguments use an empty one, as in record Request() {}");
  }

  @Test
  void anOpenInterfaceIsRefused() {
    refuses(
        "Typed.Shape", "interface Shape {}", "is no record, enum or sealed interface of records");
  }

  @Test
  void aSealedClassIsRefused() {
    refuses(
        "Typed.Shape",
        "static abstract sealed class Shape {} static final class Dot extends Shape {}",
        "is no record, enum or sealed interface of records");
  }

  @Test
  void aRawRecordIsRefused() {
    refuses(
        "Typed.Box",
        "record Box<T>(T content) {}",
        "uses Box as a raw type: write its type arguments, as in Box<…>");
  }

  @Test
  void anOpenRecordIsRefused() {
    refuses("Typed.Box<?>", "record Box<T>(T content) {}", "is open at ?: write a class there");
  }

  @Test
  void aRawTypeWithinARecordsTypeIsRefused() {
    refuses("Typed.Box<java.util.List>", "record Box<T>(T content) {}", "uses List as a raw type");
  }

  @ParameterizedTest
  @CsvSource({
    "Typed.A, record A(String to) {}",
    "Typed.A, 'enum A { ONE, TWO { @Override public String toString() { return null; } } }'",
    "Typed.Box<String>, record Box<T>(T content) {}",
  })
  void recordsAndEnumsAreTaken(String arguments, String declaration) {
    assertThat(compile(typed(arguments, "Void", declaration))).succeededWithoutWarnings();
  }

  @Test
  void aTypeThatIsMissingIsLeftToTheCompiler() {
    Compilation compilation = compile(typed("Missing", "String", ""));

    // Where it is implemented and where it is a parameter: no third error of our own.
    assertThat(compilation).hadErrorCount(2);
    assertThat(compilation).hadErrorContaining("cannot find symbol");
  }

  private static void refuses(String arguments, String declarations, String message) {
    JavaFileObject source = typed(arguments, "String", declarations);

    Compilation compilation = compile(source);

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining("the argument type of Typed, ")
        .inFile(source)
        .onLineContaining("final class Typed");
    assertThat(compilation).hadErrorContaining(message);
  }
}

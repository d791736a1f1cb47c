package io.orrery.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static io.orrery.processor.Sources.annotated;
import static io.orrery.processor.Sources.compile;

import com.google.testing.compile.Compilation;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotationValuesTest {

  @Test
  void anEmptyTypeIsRefusedWithANameLikeTheClass() {
    refuses(
        "type = \"\"",
        "job type name \"\" is not legal: use 1 to 128 of A-Z a-z 0-9 . _ -; for example"
            + " \"send-email\"");
  }

  @Test
  void aTypeOfOtherCharactersIsRefusedWithTheNearestName() {
    refuses(
        "type = \"send email!\"", "job type name \"send email!\" is not legal", "\"send-email\"");
  }

  @Test
  void aTypeThatIsTooLongIsRefused() {
    refuses("type = \"" + "x".repeat(129) + "\"", "is not legal: use 1 to 128");
  }

  @Test
  void aQueueOfOtherCharactersIsRefusedWithTheNearestName() {
    refuses("queue = \"e/mail\"", "queue name \"e/mail\" is not legal", "\"e-mail\"");
  }

  @Test
  void anEmptyQueueIsRefused() {
    refuses("queue = \"\"", "queue name \"\" is not legal", "for example \"default\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1_001, Integer.MAX_VALUE})
  void retriesOutOfRangeAreRefused(int retries) {
    refuses("maxRetries = " + retries, "maxRetries is " + retries + ": use 0 to 1000");
  }

  @ParameterizedTest
  @CsvSource({
    "2 minutes,write it as in 500ms",
    "'',write it as in 500ms",
    "0s,write none for no limit",
    "99999d,longer than ten years"
  })
  void aTimeoutThatIsNoLimitIsRefused(String timeout, String wayOut) {
    refuses("timeout = \"" + timeout + "\"", "timeout: ", wayOut);
  }

  @Test
  void everyWrongValueIsRefusedAtOnce() {
    Compilation compilation =
        compile(
            annotated("@JobHandler(type = \"\", queue = \"\", maxRetries = -1, timeout = \"\")"));

    assertThat(compilation).hadErrorCount(4);
  }

  @Test
  void theBoundsThemselvesAreLegal() {
    String longest = "x".repeat(128);

    assertThat(compile(annotated("@JobHandler(type = \"%s\", maxRetries = 0)".formatted(longest))))
        .succeededWithoutWarnings();
    assertThat(
            compile(annotated("@JobHandler(type = \"a\", maxRetries = 1000, timeout = \"none\")")))
        .succeededWithoutWarnings();
  }

  @Test
  void aConstantIsCheckedWhereItIsUsed() {
    refuses("timeout = \"5 \" + \"minutes\"", "\"5 minutes\" is no duration");
  }

  @Test
  void aConstantThatIsMissingIsLeftToTheCompiler() {
    Compilation compilation = compile(annotated("@JobHandler(type = Missing.NAME)"));

    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation).hadErrorContaining("cannot find symbol");
  }

  /** The value stands on a line of its own, so that the line is its position. */
  private static void refuses(String value, String... messages) {
    String others = value.startsWith("type") ? "" : "type = \"send-email\",\n";
    JavaFileObject source = annotated("@JobHandler(\n" + others + value + "\n)");

    Compilation compilation = compile(source);

    assertThat(compilation).hadErrorCount(1);
    for (String message : messages) {
      assertThat(compilation).hadErrorContaining(message).inFile(source).onLineContaining(value);
    }
  }
}

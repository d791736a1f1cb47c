package io.orrery.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static io.orrery.processor.Sources.compile;
import static io.orrery.processor.Sources.source;

import com.google.testing.compile.Compilation;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

class OneHandlerPerTypeTest {

  @Test
  void twoHandlersOfOneTypeAreRefusedAtBoth() {
    JavaFileObject mail = handler("Mail", "send");
    JavaFileObject letter = handler("Letter", "send");

    Compilation compilation = compile(mail, letter);

    String message =
        "job type \"send\" has more than one handler: app.Letter and app.Mail. Give each its own"
            + " type";
    assertThat(compilation).hadErrorCount(2);
    assertThat(compilation).hadErrorContaining(message).inFile(mail).onLineContaining("send");
    assertThat(compilation).hadErrorContaining(message).inFile(letter).onLineContaining("send");
  }

  @Test
  void handlersOfOtherTypesAreTaken() {
    assertThat(compile(handler("Mail", "send"), handler("Letter", "Send")))
        .succeededWithoutWarnings();
  }

  private static JavaFileObject handler(String name, String type) {
    return source(
        name,
        """
        @JobHandler(type = "%2$s")
        final class %1$s implements Task<%1$s.Request> {
          record Request() {}
          @Override public void run(Request request, JobContext job) {}
        }
        """
            .formatted(name, type));
  }
}

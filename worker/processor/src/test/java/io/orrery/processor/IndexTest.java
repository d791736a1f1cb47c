package io.orrery.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static io.orrery.processor.Sources.annotated;
import static io.orrery.processor.Sources.source;
import static java.nio.charset.StandardCharsets.UTF_8;
import static javax.tools.StandardLocation.CLASS_OUTPUT;

import com.google.common.truth.Truth;
import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import io.orrery.HandlerIndex;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

class IndexTest {
  private static final JavaFileObject NESTED =
      source(
          "Jobs",
          """
          interface Jobs {
            @JobHandler(type = "nested")
            final class Ünicode implements Task<Ünicode.Request> {
              record Request() {}
              @Override public void run(Request request, JobContext job) {}
            }
          }
          """);

  @Test
  void allHandlersAreListedByTheirBinaryNamesInOrder() {
    Compilation compilation =
        Sources.compile(annotated("@JobHandler(type = \"send-email\")"), NESTED);

    assertThat(compilation).succeededWithoutWarnings();
    assertIndex(compilation, "app.Jobs$Ünicode\napp.SendEmail\n");
  }

  @Test
  void theExampleOfTheReadmeCompilesWithoutAWarning() {
    Compilation compilation =
        Sources.compile(
            source(
                "SendEmail",
                """
                @JobHandler(type = "send-email", queue = "email", maxRetries = 5, timeout = "2m")
                public final class SendEmail implements Handler<SendEmail.Request, SendEmail.Receipt> {
                  public record Request(String to, String subject, String body) {}
                  public record Receipt(String messageId) {}
                  interface Mailer { Receipt send(String to, String subject, String body, String key); }

                  private final Mailer mailer;
                  SendEmail(Mailer mailer) { this.mailer = mailer; }

                  @Override public Receipt handle(Request email, JobContext job) throws Exception {
                    return mailer.send(email.to(), email.subject(), email.body(), job.idempotencyKey());
                  }
                }
                """));

    assertThat(compilation).succeededWithoutWarnings();
    assertIndex(compilation, "app.SendEmail\n");
  }

  @Test
  void aHandlerMayExtendAClassThatAnotherProcessorGenerates() {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new HandlerProcessor(), new BaseGenerator())
            .compile(
                source(
                    "SendEmail",
                    "@JobHandler(type = \"send-email\") class SendEmail extends Generated {}"));

    assertThat(compilation).succeededWithoutWarnings();
    assertIndex(compilation, "app.SendEmail\n");
  }

  @Test
  void aCompileWithoutHandlersWritesNoIndex() {
    Compilation compilation = Sources.compile(source("Plain", "class Plain {}"));

    Truth.assertThat(compilation.generatedFile(CLASS_OUTPUT, HandlerIndex.PATH)).isEmpty();
  }

  private static void assertIndex(Compilation compilation, String index) {
    assertThat(compilation)
        .generatedFile(CLASS_OUTPUT, HandlerIndex.PATH)
        .contentsAsString(UTF_8)
        .isEqualTo(index);
  }
}

package io.orrery.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Somebody else's processor: its {@code app.Generated} is there from the second round on. */
final class BaseGenerator extends AbstractProcessor {
  private static final String GENERATED =
      """
      package app;
      abstract class Generated implements io.orrery.Task<Generated.Request> {
        record Request() {}
        @Override public void run(Request request, io.orrery.JobContext job) {}
      }
      """;

  private boolean done;

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("*");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (!done) {
      done = true;
      generate();
    }
    return false;
  }

  private void generate() {
    try (Writer source = processingEnv.getFiler().createSourceFile("app.Generated").openWriter()) {
      source.write(GENERATED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

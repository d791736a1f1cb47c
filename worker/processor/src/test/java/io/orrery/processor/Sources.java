package io.orrery.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import javax.tools.JavaFileObject;

/** Source files of a user, in the package {@code app}, and their compilation. */
final class Sources {
  private Sources() {}

  static JavaFileObject source(String className, String text) {
    return JavaFileObjects.forSourceString(
        "app." + className, "package app;\nimport io.orrery.*;\n" + text);
  }

  /** A good handler but for its annotation. */
  static JavaFileObject annotated(String annotation) {
    return source(
        "SendEmail",
        """
        %s
        final class SendEmail implements Task<SendEmail.Request> {
          record Request(String to) {}
          @Override public void run(Request email, JobContext job) {}
        }
        """
            .formatted(annotation));
  }

  /** A good handler but for the types that it takes and gives. */
  static JavaFileObject typed(String arguments, String result, String declarations) {
    return source(
        "Typed",
        """
        @JobHandler(type = "typed")
        final class Typed implements Handler<%1$s, %2$s> {
          @Override public %2$s handle(%1$s arguments, JobContext job) { return null; }
          %3$s
        }
        """
            .formatted(arguments, result, declarations));
  }

  static Compilation compile(JavaFileObject... sources) {
    return Compiler.javac().withProcessors(new HandlerProcessor()).compile(sources);
  }
}

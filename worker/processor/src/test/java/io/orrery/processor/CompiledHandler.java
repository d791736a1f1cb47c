package io.orrery.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import io.orrery.Handler;
import io.orrery.JobType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import javax.tools.JavaFileObject;

/** The classes of a handler called {@code Typed}, compiled without the processor and loaded. */
final class CompiledHandler extends ClassLoader {
  private final Map<String, byte[]> classes = new HashMap<>();

  private CompiledHandler() {
    super(CompiledHandler.class.getClassLoader());
  }

  static CompiledHandler of(JavaFileObject source) {
    Compilation compilation = Compiler.javac().withOptions("-proc:none").compile(source);
    if (compilation.status() == Compilation.Status.FAILURE) {
      throw new AssertionError(compilation.errors());
    }
    CompiledHandler handler = new CompiledHandler();
    compilation.generatedFiles().stream()
        .filter(file -> file.getKind() == JavaFileObject.Kind.CLASS)
        .forEach(handler::add);
    return handler;
  }

  private void add(JavaFileObject file) {
    String path = file.getName();
    try (InputStream bytes = file.openInputStream()) {
      classes.put(
          path.substring(path.indexOf("app/"), path.length() - ".class".length()).replace('/', '.'),
          bytes.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As client and worker see it. */
  // The source says that it is a handler.
  @SuppressWarnings("unchecked")
  JobType<?, ?> type() throws ClassNotFoundException {
    return JobType.of((Class<? extends Handler<Object, Object>>) loadClass("app.Typed"));
  }

  /** The value of its field {@code SAMPLE}. */
  Object sample() throws ReflectiveOperationException {
    var field = loadClass("app.Typed").getDeclaredField("SAMPLE");
    field.setAccessible(true);
    return field.get(null);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}

package io.orrery.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orrery.HandlerIndex;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A user's sources and output on disk, compiled a few files at a time, with the processor found on
 * the processor path.
 */
final class Project {
  private final Path sources;
  private final Path output;

  Project(Path folder) throws IOException {
    sources = Files.createDirectories(folder.resolve("sources"));
    output = Files.createDirectories(folder.resolve("output"));
  }

  /** Writes a handler of one type. */
  void write(String className, String type) throws IOException {
    writeText(
        className,
        """
        @io.orrery.JobHandler(type = "%2$s")
        public final class %1$s implements io.orrery.Task<%1$s.Request> {
          public record Request() {}
          @Override public void run(Request request, io.orrery.JobContext job) {}
        }
        """
            .formatted(className, type));
  }

  void writeText(String className, String text) throws IOException {
    Files.writeString(sources.resolve(className + ".java"), "package app;\n" + text);
  }

  /** Takes its class files away, as a build tool does when the source is gone. */
  void delete(String className) throws IOException {
    Files.delete(output.resolve("app/" + className + ".class"));
    Files.delete(output.resolve("app/" + className + "$Request.class"));
  }

  /** Compiles with the earlier output in sight; returns what the compiler printed. */
  String compile(String... classNames) throws IOException {
    return compile(true, classNames);
  }

  /** Compiles with the earlier output not on the class path. */
  String compileBlind(String... classNames) throws IOException {
    return compile(false, classNames);
  }

  List<String> index() throws IOException {
    return Files.readAllLines(output.resolve(HandlerIndex.PATH), UTF_8);
  }

  private String compile(boolean outputInSight, String... classNames) throws IOException {
    String classPath = System.getProperty("java.class.path");
    String inSight = outputInSight ? output + File.pathSeparator + classPath : classPath;
    List<String> options =
        List.of("-d", output.toString(), "-cp", inSight, "-processorpath", classPath);
    StringWriter printed = new StringWriter();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
      List<Path> paths =
          Stream.of(classNames).map(name -> sources.resolve(name + ".java")).toList();
      compiler
          .getTask(printed, files, null, options, null, files.getJavaFileObjectsFromPaths(paths))
          .call();
    }
    return printed.toString();
  }
}

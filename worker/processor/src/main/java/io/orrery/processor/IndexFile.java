package io.orrery.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static javax.tools.StandardLocation.CLASS_OUTPUT;

import io.orrery.HandlerIndex;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * The {@link HandlerIndex} in the compiler's output. An incremental compile sees some of the
 * handlers only, so what an earlier one listed is kept as far as it still holds.
 */
final class IndexFile {
  private final Filer filer;
  private final Elements elements;
  private final ClassSearch classes;
  private final Refusals refusals;

  IndexFile(ProcessingEnvironment environment, Refusals refusals) {
    this.filer = environment.getFiler();
    this.elements = environment.getElementUtils();
    this.classes = new ClassSearch(elements);
    this.refusals = refusals;
  }

  /** The binary names of handlers that earlier compiles listed and this one does not see. */
  List<String> earlierThan(List<AnnotatedClass> handlers) {
    Set<String> compiled =
        handlers.stream().map(this::binaryName).collect(Collectors.toUnmodifiableSet());
    String index = read("", HandlerIndex.PATH).map(bytes -> new String(bytes, UTF_8)).orElse("");
    return HandlerIndex.parse(index).stream()
        .filter(name -> !compiled.contains(name))
        .filter(this::isStillHandler)
        .toList();
  }

  /** Those of them that the compiler can look into. */
  List<AnnotatedClass> resolved(List<String> binaryNames) {
    return binaryNames.stream()
        .map(classes::byBinaryName)
        .flatMap(Optional::stream)
        .map(AnnotatedClass::of)
        .flatMap(Optional::stream)
        .toList();
  }

  void write(List<AnnotatedClass> handlers, List<String> earlier) {
    List<String> names =
        Stream.concat(handlers.stream().map(this::binaryName), earlier.stream()).toList();
    TypeElement[] origins = handlers.stream().map(AnnotatedClass::type).toArray(TypeElement[]::new);
    try (OutputStream index =
        filer.createResource(CLASS_OUTPUT, "", HandlerIndex.PATH, origins).openOutputStream()) {
      index.write(HandlerIndex.format(names).getBytes(UTF_8));
    } catch (IOException e) {
      refusals.nowhere("writing the handler index " + HandlerIndex.PATH + " failed: " + e);
    }
  }

  /** An output folder that is not on the class path hides its classes, but not their files. */
  private boolean isStillHandler(String binaryName) {
    return classes
        .byBinaryName(binaryName)
        .map(type -> AnnotatedClass.of(type).isPresent())
        .orElseGet(() -> hasClassFile(binaryName));
  }

  private boolean hasClassFile(String binaryName) {
    int dot = binaryName.lastIndexOf('.');
    return read(binaryName.substring(0, Math.max(dot, 0)), binaryName.substring(dot + 1) + ".class")
        .isPresent();
  }

  private Optional<byte[]> read(String folder, String file) {
    try (InputStream bytes = filer.getResource(CLASS_OUTPUT, folder, file).openInputStream()) {
      return Optional.of(bytes.readAllBytes());
    } catch (NoSuchFileException | FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      refusals.nowhere(
          "reading %s of an earlier compile failed: %s. Build again from clean"
              .formatted(folder.isEmpty() ? file : folder + "." + file, e));
      return Optional.empty();
    }
  }

  private String binaryName(AnnotatedClass handler) {
    return elements.getBinaryName(handler.type()).toString();
  }
}

package io.orrery.processor;

import io.orrery.JobHandler;
import io.orrery.Recurring;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Refuses handlers that can't work, and writes the index of the others. It leaves {@link
 * JobHandler} to other processors too, and generates no code.
 */
public final class HandlerProcessor extends AbstractProcessor {
  // By name: the elements of one round are of no use in the next.
  private final Set<String> compiled = new TreeSet<>();
  private final Set<String> recurring = new TreeSet<>();

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(JobHandler.class.getCanonicalName(), Recurring.class.getCanonicalName());
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  /**
   * Gathers handlers and judges them in the last round: by then every class exists that other
   * processors generate, and that a handler may extend or take as arguments.
   */
  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    gather(round, JobHandler.class, compiled);
    gather(round, Recurring.class, recurring);
    if (round.processingOver() && !(compiled.isEmpty() && recurring.isEmpty())) {
      judge(round.errorRaised());
    }
    return false;
  }

  private static void gather(
      RoundEnvironment round, Class<? extends Annotation> annotation, Set<String> names) {
    ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation))
        .forEach(type -> names.add(type.getQualifiedName().toString()));
  }

  private void judge(boolean alreadyFailed) {
    Refusals refusals = new Refusals(processingEnv.getMessager());
    IndexFile index = new IndexFile(processingEnv, refusals);
    List<AnnotatedClass> handlers = annotated(compiled, JobHandler.class);
    List<String> earlier = index.earlierThan(handlers);

    check(handlers, refusals);
    List<AnnotatedClass> before = index.resolved(earlier);
    Owners.OF_TYPES.check(handlers, before, refusals);
    Owners.OF_SCHEDULES.check(annotated(recurring, Recurring.class), before, refusals);
    if (!alreadyFailed && !refusals.any()) {
      index.write(handlers, earlier);
    }
  }

  private List<AnnotatedClass> annotated(
      Set<String> names, Class<? extends Annotation> annotation) {
    return names.stream()
        .map(processingEnv.getElementUtils()::getTypeElement)
        .flatMap(Stream::ofNullable)
        .map(type -> AnnotatedClass.of(type, annotation))
        .flatMap(Optional::stream)
        .toList();
  }

  private void check(List<AnnotatedClass> handlers, Refusals refusals) {
    AnnotationValues values = new AnnotationValues(refusals);
    HandlerClass classes = new HandlerClass(processingEnv, refusals);
    for (AnnotatedClass handler : handlers) {
      values.check(handler);
      classes.check(handler);
    }
    Recurrences recurrences = new Recurrences(refusals, processingEnv, Clock.systemUTC());
    annotated(recurring, Recurring.class).forEach(recurrences::check);
  }
}

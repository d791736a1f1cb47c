package io.orrery.processor;

import io.orrery.Handler;
import io.orrery.Names;
import io.orrery.Recurring;
import io.orrery.Tick;
import io.orrery.schedule.Cron;
import io.orrery.schedule.Rule;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.tools.Diagnostic.Kind;

/**
 * Checks {@link Recurring} by the rules that apply at run time, and tells what a cron text means.
 */
final class Recurrences {
  private static final int TOLD = 5;

  private final Refusals refusals;
  private final ProcessingEnvironment environment;
  private final Clock clock;

  Recurrences(Refusals refusals, ProcessingEnvironment environment, Clock clock) {
    this.refusals = refusals;
    this.environment = environment;
    this.clock = clock;
  }

  void check(AnnotatedClass recurring) {
    if (AnnotatedClass.of(recurring.type()).isEmpty()) {
      refusals.at(
          recurring.type(),
          recurring.type().getSimpleName()
              + " has a schedule but is no handler: add @JobHandler(type = \"…\")");
      return;
    }
    recurring.checkText("name", Recurrences::checkName, refusals);
    if (!takesTicks(recurring.type().asType())) {
      refusals.at(
          recurring.type(),
          recurring.type().getSimpleName()
              + " has a schedule but takes other arguments: let it implement Task<Tick> or"
              + " Handler<Tick, Result>, or put the schedule with arguments");
    }
    try {
      Rule rule = Rule.declared(text(recurring, "cron"), text(recurring, "every"), zone(recurring));
      if (rule instanceof Cron cron) {
        tell(recurring, cron);
      }
    } catch (IllegalArgumentException refused) {
      refusals.at(recurring, culprit(recurring), String.valueOf(refused.getMessage()));
    }
  }

  /** Whether some supertype is a {@code Handler<Tick, …>}. */
  private boolean takesTicks(TypeMirror type) {
    return environment.getTypeUtils().directSupertypes(type).stream()
        .anyMatch(each -> isHandlerOfTicks((DeclaredType) each) || takesTicks(each));
  }

  private static boolean isHandlerOfTicks(DeclaredType type) {
    TypeElement element = (TypeElement) type.asElement();
    return element.getQualifiedName().contentEquals(Handler.class.getName())
        && !type.getTypeArguments().isEmpty()
        && type.getTypeArguments().get(0).toString().equals(Tick.class.getName());
  }

  private void tell(AnnotatedClass recurring, Cron cron) {
    Instant now = clock.instant();
    List<Instant> next = cron.next(now, TOLD);
    environment
        .getMessager()
        .printMessage(
            Kind.NOTE,
            next.stream()
                .map(tick -> tick.atZone(cron.zone()).toString())
                .collect(Collectors.joining(", ", cron + " is next due at ", "")),
            recurring.type());
  }

  private static void checkName(String name) {
    if (!name.isEmpty()) {
      Names.check("schedule", name);
    }
  }

  private static String zone(AnnotatedClass recurring) {
    String written = text(recurring, "zone");
    return written.isEmpty() ? ZoneId.of("UTC").getId() : written;
  }

  private static String text(AnnotatedClass recurring, String member) {
    return recurring.written(member, String.class).orElse("");
  }

  /** The member at which the compiler should point. */
  private static String culprit(AnnotatedClass recurring) {
    if (recurring.value("cron") == null) {
      return "every";
    }
    return recurring.value("zone") == null || badCron(recurring) ? "cron" : "zone";
  }

  private static boolean badCron(AnnotatedClass recurring) {
    try {
      Rule.declared(text(recurring, "cron"), text(recurring, "every"), "UTC");
      return false;
    } catch (IllegalArgumentException e) {
      return true;
    }
  }
}

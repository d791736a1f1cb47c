package io.orrery.processor;

import io.orrery.DurationText;
import io.orrery.JobType;
import io.orrery.Names;
import java.util.Locale;
import java.util.function.Consumer;

/** Checks what is written in the annotation, by the rules that apply at run time. */
final class AnnotationValues {
  private final Refusals refusals;

  AnnotationValues(Refusals refusals) {
    this.refusals = refusals;
  }

  void check(AnnotatedClass handler) {
    String likeTheClass = withHyphens(handler.type().getSimpleName().toString());
    checkText(handler, "type", name -> checkName("job type", name, likeTheClass));
    checkText(handler, "queue", name -> checkName("queue", name, "default"));
    checkText(handler, "timeout", AnnotationValues::checkTimeout);
    handler
        .written("maxRetries", Integer.class)
        .filter(retries -> retries < 0 || retries > JobType.MOST_RETRIES)
        .ifPresent(
            retries ->
                refusals.at(
                    handler,
                    "maxRetries",
                    "maxRetries is " + retries + ": use 0 to " + JobType.MOST_RETRIES));
  }

  private void checkText(AnnotatedClass handler, String member, Consumer<String> rule) {
    try {
      handler.written(member, String.class).ifPresent(rule);
    } catch (IllegalArgumentException refused) {
      refusals.at(handler, member, String.valueOf(refused.getMessage()));
    }
  }

  private static void checkName(String field, String name, String otherwise) {
    try {
      Names.check(field, name);
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(
          refused.getMessage() + "; for example \"" + legal(name, otherwise) + "\"", refused);
    }
  }

  private static void checkTimeout(String text) {
    try {
      DurationText.parseLimit(text);
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException("timeout: " + refused.getMessage(), refused);
    }
  }

  /** The nearest legal name, or the other one if nothing of the name is legal. */
  private static String legal(String name, String otherwise) {
    String legal = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^-+|-+$", "");
    return legal.isEmpty() || !Names.legal(legal) ? otherwise : legal;
  }

  /** {@code send-email} for {@code SendEmail}. */
  private static String withHyphens(String className) {
    return className.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}

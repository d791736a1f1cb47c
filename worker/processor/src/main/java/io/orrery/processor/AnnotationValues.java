package io.orrery.processor;

import io.orrery.DurationText;
import io.orrery.JobType;

/** Checks what is written in the annotation, by the rules that apply at run time. */
final class AnnotationValues {
  private final Refusals refusals;

  AnnotationValues(Refusals refusals) {
    this.refusals = refusals;
  }

  void check(AnnotatedClass handler) {
    String likeTheClass = NameRule.like(handler.type());
    handler.checkText("type", name -> NameRule.check("job type", name, likeTheClass), refusals);
    handler.checkText("queue", name -> NameRule.check("queue", name, "default"), refusals);
    handler.checkText("timeout", AnnotationValues::checkTimeout, refusals);
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

  private static void checkTimeout(String text) {
    try {
      DurationText.parseLimit(text);
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException("timeout: " + refused.getMessage(), refused);
    }
  }
}

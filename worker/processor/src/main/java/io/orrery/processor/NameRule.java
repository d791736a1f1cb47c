package io.orrery.processor;

import io.orrery.Names;
import java.util.Locale;
import javax.lang.model.element.TypeElement;

/** The rule of {@link Names}, with a legal name to write instead. */
final class NameRule {
  private NameRule() {}

  /**
   * @param otherwise what to suggest if nothing of the name is legal
   * @throws IllegalArgumentException if the name is not legal
   */
  static void check(String field, String name, String otherwise) {
    try {
      Names.check(field, name);
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(
          refused.getMessage() + "; for example \"" + nearest(name, otherwise) + "\"", refused);
    }
  }

  /** {@code send-email} for {@code SendEmail}. */
  static String like(TypeElement type) {
    return type.getSimpleName()
        .toString()
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  private static String nearest(String name, String otherwise) {
    String nearest = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^-+|-+$", "");
    return Names.legal(nearest) ? nearest : otherwise;
  }
}

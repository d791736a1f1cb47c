package io.orrery;

import java.util.Objects;

/**
 * Who changes something by hand, as the audit shows it: 1 to 200 printable characters, such as
 * {@code ann@desk}. It is what the caller says; nothing proves it.
 */
public record Actor(String name) {
  private static final int LONGEST = 200;

  /**
   * @throws IllegalArgumentException if the name is blank, longer than 200 characters, or holds
   *     what is not printable
   */
  public Actor {
    Objects.requireNonNull(name, "the actor's name is null: say who does it");
    if (name.isBlank() || name.length() > LONGEST || !Printable.line(name).equals(name)) {
      throw new IllegalArgumentException(
          "the actor's name \""
              + Printable.line(name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name)
              + "\" is not legal: use 1 to "
              + LONGEST
              + " printable characters, not all of them blank");
    }
  }

  /** Whoever calls itself so, made fit to be shown: for names that a machine was given. */
  public static Actor calling(String itself) {
    String fit = Printable.line(itself);
    return new Actor(fit.isBlank() ? "unknown" : fit.substring(0, Math.min(fit.length(), LONGEST)));
  }

  @Override
  public String toString() {
    return name;
  }
}

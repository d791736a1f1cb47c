package io.orrery.client;

import java.util.Objects;

/** Why somebody ends a job by hand, for whoever reads it later. */
final class Reason {
  private static final int LONGEST = DeadLetters.LONGEST_REASON;

  private Reason() {}

  /**
   * PostgreSQL's text takes no NUL; other control characters would forge log lines.
   *
   * @param what is done, as in "cancel"
   * @throws IllegalArgumentException if it is not legal
   */
  static void check(String what, String reason) {
    Objects.requireNonNull(
        reason, () -> "the reason of a " + what + " is null: say why in a few words");
    if (reason.isBlank() || reason.length() > LONGEST) {
      throw new IllegalArgumentException(
          "the reason of a %s has %d characters: say why in 1 to %d"
              .formatted(what, reason.strip().length(), LONGEST));
    }
    if (reason.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "the reason of a " + what + " has a control character: leave it out");
    }
  }
}

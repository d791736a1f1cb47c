package io.orrery.cli.service;

import io.orrery.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How long ago something was, as people say it: in its two largest units. */
final class Age {
  private Age() {}

  /** As in {@code 3d4h ago}. */
  static String of(Instant past, Instant now) {
    return text(Duration.between(past, now)) + " ago";
  }

  /** As in {@code 12s}; what is below a second, or negative, is {@code 0s}. */
  static String text(Duration age) {
    return age.isNegative() ? "0s" : DurationText.of(age.truncatedTo(finest(age)));
  }

  private static ChronoUnit finest(Duration age) {
    if (age.toDays() > 0) {
      return ChronoUnit.HOURS;
    }
    return age.toHours() > 0 ? ChronoUnit.MINUTES : ChronoUnit.SECONDS;
  }
}

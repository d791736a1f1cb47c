package io.orrery.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns local times into moments. Between two changes of the offset, local time is as even as any;
 * so it walks from one such stretch to the next, and decides at the seams alone.
 */
final class WallClock {
  private final CronFields fields;
  private final ZoneRules rules;

  WallClock(CronFields fields, ZoneRules rules) {
    this.fields = fields;
    this.rules = rules;
  }

  Instant next(Instant after) {
    Instant from = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    while (true) {
      ZoneOffsetTransition seam = rules.previousTransition(from.plusNanos(1));
      if (seam != null && seam.getInstant().equals(from) && inGap(seam)) {
        return from;
      }
      ZoneOffset offset = rules.getOffset(from);
      ZoneOffsetTransition end = rules.nextTransition(from);
      Optional<LocalDateTime> local =
          fields.next(
              firstOf(from, offset, seam),
              end == null ? LocalDateTime.MAX : end.getDateTimeBefore());
      if (local.isPresent()) {
        return local.get().toInstant(offset);
      }
      from = end.getInstant();
    }
  }

  /** Whether the clock jumped over a time that is due. */
  private boolean inGap(ZoneOffsetTransition seam) {
    return seam.isGap()
        && fields.next(seam.getDateTimeBefore(), seam.getDateTimeAfter()).isPresent();
  }

  /** Where the stretch from {@code from} on begins to count: a fixed time is not due again. */
  private LocalDateTime firstOf(
      Instant from, ZoneOffset offset, @Nullable ZoneOffsetTransition seam) {
    LocalDateTime local = LocalDateTime.ofInstant(from, offset);
    boolean again =
        seam != null
            && seam.isOverlap()
            && !fields.everyMoment()
            && local.isBefore(seam.getDateTimeBefore());
    return again ? seam.getDateTimeBefore() : local;
  }
}

package io.orrery.store;

import io.orrery.EnqueueOptions;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The options of a new job as the insert statements take them. */
final class OptionValues {
  /** Between tags; they contain no control characters. */
  private static final String TAG_SEPARATOR = "\u001f";

  private OptionValues() {}

  /** Milliseconds; null for none. */
  static @Nullable Long delay(EnqueueOptions options) {
    return options.delay().isZero() ? null : Long.valueOf(options.delay().toMillis());
  }

  static @Nullable OffsetDateTime runAt(EnqueueOptions options) {
    return options.runAt().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null);
  }

  /** Milliseconds; null for none. */
  static @Nullable Long timeout(EnqueueOptions options) {
    return options.timeout().map(timeout -> timeout.toMillis()).orElse(null);
  }

  static @Nullable String tags(EnqueueOptions options) {
    return options.tags().isEmpty() ? null : String.join(TAG_SEPARATOR, options.tags());
  }
}

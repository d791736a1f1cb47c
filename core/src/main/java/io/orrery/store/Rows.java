package io.orrery.store;

import io.orrery.EnqueueOptions;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** New jobs as columns: one array each, as {@code insert.sql} takes them. */
final class Rows {
  /** Between tags; they contain no control characters. */
  private static final String TAG_SEPARATOR = "\u001f";

  private final Object[] ids;
  private final Object[] queues;
  private final Object[] types;
  private final Object[] priorities;
  private final Object[] delays;
  private final Object[] ats;
  private final Object[] maxRetries;
  private final Object[] timeouts;
  private final Object[] uniqueKeys;
  private final Object[] tags;
  private final byte[][] arguments;

  Rows(Collection<NewJob> jobs) {
    int size = jobs.size();
    ids = new Object[size];
    queues = new String[size];
    types = new String[size];
    priorities = new Integer[size];
    delays = new Long[size];
    ats = new Object[size];
    maxRetries = new Integer[size];
    timeouts = new Long[size];
    uniqueKeys = new String[size];
    tags = new String[size];
    arguments = new byte[size][];
    int row = 0;
    for (NewJob job : jobs) {
      fill(row++, job);
    }
  }

  private void fill(int row, NewJob job) {
    EnqueueOptions options = job.options();
    ids[row] = job.id().value();
    queues[row] = options.queue().value();
    types[row] = job.type();
    priorities[row] = options.priority().level();
    delays[row] = options.delay().toMillis();
    ats[row] = options.runAt().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null);
    maxRetries[row] = options.maxRetries();
    timeouts[row] = options.timeout().map(timeout -> timeout.toMillis()).orElse(null);
    uniqueKeys[row] = options.uniqueKey().orElse(null);
    tags[row] = joined(options);
    arguments[row] = job.arguments();
  }

  Bound bind(Bound insert) throws SQLException {
    return insert
        .array("ids", "uuid", ids)
        .array("queues", "text", queues)
        .array("types", "text", types)
        .array("priorities", "int4", priorities)
        .array("delays", "int8", delays)
        .array("ats", "timestamptz", ats)
        .array("max_retries", "int4", maxRetries)
        .array("timeouts", "int8", timeouts)
        .array("unique_keys", "text", uniqueKeys)
        .array("tags", "text", tags)
        .array("arguments", "bytea", arguments);
  }

  private static @Nullable String joined(EnqueueOptions options) {
    return options.tags().isEmpty() ? null : String.join(TAG_SEPARATOR, options.tags());
  }
}

package io.orrery.store;

import io.orrery.EnqueueOptions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** New jobs as {@code insert.sql} takes them: arrays by job, and arrays by what jobs share. */
final class Rows {
  /** What jobs of one call, and often of many, have in common. */
  private record Alike(String type, EnqueueOptions options) {}

  private final Object[] ids;
  private final Integer[] alike;
  private final byte[][] arguments;

  /** SQL counts from 1. */
  private final Map<Alike, Integer> numbers = new HashMap<>();

  private final List<Alike> entries = new ArrayList<>();

  Rows(Collection<NewJob> jobs) {
    int size = jobs.size();
    ids = new Object[size];
    alike = new Integer[size];
    arguments = new byte[size][];
    int row = 0;
    for (NewJob job : jobs) {
      ids[row] = job.id().value();
      alike[row] = number(job);
      arguments[row] = job.arguments();
      row++;
    }
  }

  private Integer number(NewJob job) {
    return numbers.computeIfAbsent(
        new Alike(job.type(), job.options()),
        added -> {
          entries.add(added);
          return entries.size();
        });
  }

  Bound bind(Bound insert) throws SQLException {
    insert.array("ids", "uuid", ids);
    insert.array("alike", "int4", alike);
    insert.array("arguments", "bytea", arguments);
    insert.texts("types", entries.stream().map(Alike::type).toList());
    insert.array("queues", "text", values(String[]::new, o -> o.queue().value()));
    insert.array("priorities", "int4", values(Integer[]::new, o -> o.priority().level()));
    insert.array("delays", "int8", values(Long[]::new, OptionValues::delay));
    insert.array("ats", "timestamptz", values(Object[]::new, OptionValues::runAt));
    insert.array("max_retries", "int4", values(Integer[]::new, EnqueueOptions::maxRetries));
    insert.array("timeouts", "int8", values(Long[]::new, OptionValues::timeout));
    return insert.array("tags", "text", values(String[]::new, OptionValues::tags));
  }

  private Object[] values(
      IntFunction<Object[]> array, Function<EnqueueOptions, @Nullable Object> value) {
    return entries.stream().map(Alike::options).map(value).toArray(array);
  }
}

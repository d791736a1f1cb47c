package io.orrery.worker;

import io.orrery.JobInterrupted;
import io.orrery.Names;
import io.orrery.codec.Codec;
import io.orrery.store.ClaimedJob;
import io.orrery.store.Reports;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one attempt: those that earlier attempts of the job have done, and its own. Safe for
 * many threads; where two do one step at the same time, what the first has kept stays.
 */
final class Steps {
  private final Execution execution;
  private final Codec codec;
  private final Reports reports;

  /** Encoded results by name; null until they were read. */
  private final AtomicReference<@Nullable Map<String, Optional<byte[]>>> done =
      new AtomicReference<>();

  Steps(Execution execution, Codec codec, Reports reports) {
    this.execution = execution;
    this.codec = codec;
    this.reports = reports;
  }

  <R extends @Nullable Object> R step(String name, Class<R> type, Callable<? extends R> work)
      throws Exception {
    Names.check("step", name);
    String what = "result of step " + name + " of " + execution.job().type();
    codec.checkResult(type, what);
    Optional<byte[]> kept = done().get(name);
    if (kept == null) {
      R result = work.call();
      keep(name, result == null ? Optional.empty() : Optional.of(codec.encode(result, what)));
      return result;
    }
    return kept.isPresent() ? codec.decode(kept.get(), type, what) : none();
  }

  private void keep(String name, Optional<byte[]> result) {
    ClaimedJob job = execution.job();
    if (!reports.keepStep(job.held(), job.attempt(), name, result)) {
      execution.tell(Stop.REPLACED);
      throw new JobInterrupted("job " + job.id() + " is no longer held by this attempt");
    }
    done().put(name, result);
  }

  private Map<String, Optional<byte[]>> done() {
    Map<String, Optional<byte[]>> known = done.get();
    if (known != null) {
      return known;
    }
    // The first attempt has none before it.
    boolean first = execution.job().attempt() == 1;
    Map<String, Optional<byte[]>> read = first ? Map.of() : reports.steps(execution.job().id());
    known = new ConcurrentHashMap<>(read);
    return done.compareAndSet(null, known) ? known : done();
  }

  // A step of a nullable type may have had no result.
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <R extends @Nullable Object> R none() {
    return null;
  }
}

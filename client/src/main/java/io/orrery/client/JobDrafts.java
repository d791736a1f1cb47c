package io.orrery.client;

import io.orrery.EnqueueOptions;
import io.orrery.JobId;
import io.orrery.JobType;
import io.orrery.codec.Codec;
import io.orrery.store.NewJob;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Makes checked and encoded jobs of what callers pass, before anything is sent. */
final class JobDrafts {
  private final Codec codec;

  @Inject
  JobDrafts(Codec codec) {
    this.codec = codec;
  }

  static EnqueueOptions options(JobType<?, ?> type, UnaryOperator<EnqueueOptions> change) {
    Objects.requireNonNull(
        type, "the job type is null: pass a JobType, or the class of the handler");
    Objects.requireNonNull(change, "options is null: leave it out for the type's defaults");
    return Objects.requireNonNull(
        change.apply(EnqueueOptions.of(type)),
        () -> "options of a \"" + type.name() + "\" returned null: return the changed options");
  }

  /** The options of every job of a bulk call. */
  static EnqueueOptions sharedOptions(JobType<?, ?> type, UnaryOperator<EnqueueOptions> change) {
    EnqueueOptions options = options(type, change);
    if (options.uniqueKey().isPresent()) {
      throw new IllegalArgumentException(
          "enqueueAll of job type \""
              + type.name()
              + "\" has a unique key, which only one of its jobs could hold: enqueue each by itself, with its own key");
    }
    return options;
  }

  NewJob draft(JobType<?, ?> type, Object arguments, EnqueueOptions options) {
    check(type);
    return draft("", type, arguments, options);
  }

  DraftBatches batches(JobType<?, ?> type, Collection<?> arguments, EnqueueOptions options) {
    Objects.requireNonNull(
        arguments, "the collection of arguments is null: pass an empty one for no jobs");
    check(type);
    return new DraftBatches(
        arguments.iterator(),
        (number, element) -> draft("element " + number + ": ", type, element, options));
  }

  /** No worker could run jobs of a type that fails here, nor could anybody await them. */
  private void check(JobType<?, ?> type) {
    codec.check(type.arguments(), what("", type));
    codec.checkResult(type.result(), "result of job type \"" + type.name() + "\"");
  }

  /**
   * @param which of many, for messages
   */
  private NewJob draft(String which, JobType<?, ?> type, Object arguments, EnqueueOptions options) {
    Objects.requireNonNull(
        arguments,
        () ->
            which
                + "the arguments of a \""
                + type.name()
                + "\" are null: pass a record, even an empty one");
    return new NewJob(
        JobId.next(), type.name(), options, codec.encode(arguments, what(which, type)));
  }

  private static String what(String which, JobType<?, ?> type) {
    return which + "arguments of job type \"" + type.name() + "\"";
  }
}

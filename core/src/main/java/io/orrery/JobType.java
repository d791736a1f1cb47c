package io.orrery;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A job type as clients and workers know it: its stable name, its argument and result types, and
 * the defaults of its jobs. Immutable. Apps that have the handler's class need none of these: they
 * enqueue by the class.
 *
 * @param name {@code [A-Za-z0-9._-]{1,128}}
 * @param arguments the Java type that arguments are encoded from and decoded to
 * @param result the Java type of the result; {@link Void} for none
 * @param queue where its jobs go
 * @param priority which of a queue's jobs start first
 * @param maxRetries how many failures and lost workers are retried, 0 to 1,000
 * @param timeout the longest one attempt may run; empty for no limit
 */
public record JobType<A, R>(
    String name,
    Type arguments,
    Type result,
    QueueName queue,
    Priority priority,
    int maxRetries,
    Optional<Duration> timeout) {
  /** The most retries that a type or a job may have. */
  public static final int MOST_RETRIES = 1_000;

  static final int DEFAULT_MAX_RETRIES = 5;
  static final String DEFAULT_TIMEOUT = "1h";

  public JobType {
    Names.check("job type", name);
    Objects.requireNonNull(
        arguments, () -> "the argument type of job type \"" + name + "\" is null: pass its class");
    Objects.requireNonNull(
        result,
        () -> "the result type of job type \"" + name + "\" is null: pass Void.class for none");
    checkRetries(maxRetries);
    timeout.ifPresent(
        limit ->
            Delays.checkTimeout(limit, "timeout of job type \"" + name + "\"", "leave it empty"));
  }

  /**
   * A type with the default queue, priority, retries and timeout, for apps without the handler's
   * class.
   */
  public static <A, R> JobType<A, R> of(String name, Class<A> arguments, Class<R> result) {
    return new JobType<>(
        name,
        arguments,
        result,
        QueueName.DEFAULT,
        Priority.NORMAL,
        DEFAULT_MAX_RETRIES,
        DurationText.parseLimit(DEFAULT_TIMEOUT));
  }

  /**
   * The type that a handler class is annotated with. Argument and result types are read from the
   * class itself, through supertypes and {@link Task}.
   *
   * @throws IllegalArgumentException if the annotation is missing or wrong, or the types can't be
   *     known
   */
  public static <A, R> JobType<A, R> of(Class<? extends Handler<A, R>> handler) {
    Objects.requireNonNull(handler, "the handler's class is null: pass the one with @JobHandler");
    JobHandler annotation = handler.getAnnotation(JobHandler.class);
    if (annotation == null) {
      throw new IllegalArgumentException(
          handler.getName()
              + " has no @JobHandler annotation: add @JobHandler(type = \"…\") to the class");
    }
    JavaType[] types =
        TypeFactory.defaultInstance().constructType(handler).findTypeParameters(Handler.class);
    if (types.length != 2 || types[0].hasRawClass(Object.class)) {
      throw new IllegalArgumentException(
          handler.getName()
              + " leaves its argument type open: implement Handler<Arguments, Result> with classes, not type variables");
    }
    return new JobType<>(
        annotation.type(),
        types[0],
        types[1],
        new QueueName(annotation.queue()),
        annotation.priority(),
        annotation.maxRetries(),
        DurationText.parseLimit(annotation.timeout()));
  }

  /** The same type, with another queue for its jobs. */
  public JobType<A, R> withQueue(String queue) {
    return new JobType<>(
        name, arguments, result, new QueueName(queue), priority, maxRetries, timeout);
  }

  /** Whether the arguments are of this very class. */
  public boolean takes(Class<?> type) {
    return TypeFactory.defaultInstance().constructType(arguments).hasRawClass(type);
  }

  static int checkRetries(int maxRetries) {
    if (maxRetries < 0 || maxRetries > MOST_RETRIES) {
      throw new IllegalArgumentException(
          "maxRetries is " + maxRetries + ": use 0 to " + MOST_RETRIES);
    }
    return maxRetries;
  }
}

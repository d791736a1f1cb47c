package io.orrery;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the job type that a {@link Handler} runs and gives the defaults of its jobs. The annotation
 * processor checks every value at compile time.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface JobHandler {
  /**
   * The job type: stable, unique, {@code [A-Za-z0-9._-]{1,128}}. It is what the database keeps:
   * renaming the class is free.
   */
  String type();

  /** The queue that jobs of this type go to, unless the enqueue says otherwise. */
  String queue() default QueueName.DEFAULT_NAME;

  /**
   * How many failures are retried, 0 to 1,000: the next one makes the job a dead letter. A worker
   * that died on the job counts as one; so 0 means that it never runs again after either. The third
   * worker that dies on it makes it a dead letter in any case.
   */
  int maxRetries() default JobType.DEFAULT_MAX_RETRIES;

  /**
   * The longest one attempt may run, as in {@code "90s"}, {@code "2m"}, {@code "1h30m"}; {@code
   * "none"} for no limit.
   */
  String timeout() default JobType.DEFAULT_TIMEOUT;

  /** The priority of jobs of this type, unless the enqueue says otherwise. */
  Priority priority() default Priority.NORMAL;

  /**
   * What happens to a running handler while the worker can't reach PostgreSQL to renew its lease.
   */
  OnLeaseUncertain onLeaseUncertain() default OnLeaseUncertain.CONTINUE;
}

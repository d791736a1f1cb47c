package io.orrery;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a handler of {@link Tick} a schedule: each worker that starts with the handler puts it, as
 * {@code schedules().put} would. The annotation processor checks every value at compile time, and
 * tells the next five due times.
 *
 * <p>A schedule whose annotation or handler is gone goes on until somebody removes it.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Recurring {
  /**
   * When it is due, as in {@code "0 9 * * MON-FRI"} or {@code "@daily"}; or else {@link #every}.
   */
  String cron() default "";

  /** A fixed rate, as in {@code "30s"} or {@code "5m"}, 100 ms or more; or else {@link #cron}. */
  String every() default "";

  /** Whose wall clock a cron rule goes by, as in {@code "Europe/Paris"}. */
  String zone() default "UTC";

  /** The schedule's name; the job type if there is none. */
  String name() default "";
}

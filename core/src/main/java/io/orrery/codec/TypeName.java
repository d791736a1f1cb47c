package io.orrery.codec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name by which encoded data knows a record of a sealed interface. It stays the same when the
 * class is renamed or moved, so that jobs which were enqueued before can still be read.
 *
 * <pre>{@code
 * sealed interface Shape permits Circle, Square {}
 *
 * @TypeName("circle")
 * record Circle(double radius) implements Shape {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TypeName {
  /** {@code [A-Za-z0-9._-]{1,128}}, unique among the records of each sealed interface. */
  String value();
}

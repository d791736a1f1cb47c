/**
 * The broker of demos and tests: all in one JVM. Connections to {@code memory:NAME} with the same
 * name meet; when the last of them closes, what it held is gone. The relay copes, as it does with
 * any broker that forgets.
 */
@NullMarked
package io.orrery.broker.memory;

import org.jspecify.annotations.NullMarked;

/**
 * What the compiler runs on a user's handlers: it refuses those that can't work, where they are
 * written, and lists the others in the jar's {@link io.orrery.HandlerIndex}. Nothing here runs in a
 * worker.
 */
@NullMarked
package io.orrery.processor;

import org.jspecify.annotations.NullMarked;

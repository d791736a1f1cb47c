/**
 * What a user of Orrery writes: a handler, an app that enqueues, a worker. The README shows parts
 * of it.
 */
@NullMarked
package example;

import org.jspecify.annotations.NullMarked;

/** Runs the example, and holds the README to it. */
@NullMarked
package example;

import org.jspecify.annotations.NullMarked;

/** Benchmarks of the worker's inner path; in its package, to reach what is not public. */
@NullMarked
package io.orrery.worker;

import org.jspecify.annotations.NullMarked;

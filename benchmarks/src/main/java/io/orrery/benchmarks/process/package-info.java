/**
 * Children: processes that a benchmark starts, tells what to do over their standard input, and
 * reads the answers of from their standard output; and kills or freezes, if that is what it is
 * about.
 */
@NullMarked
package io.orrery.benchmarks.process;

import org.jspecify.annotations.NullMarked;

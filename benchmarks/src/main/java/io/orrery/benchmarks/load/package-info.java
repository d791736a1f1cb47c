/**
 * The load benchmark: a client and a worker in processes of their own, real servers, and a parent
 * that starts them, tells them what to do over their standard input, and reads the figures from
 * their standard output.
 */
@NullMarked
package io.orrery.benchmarks.load;

import org.jspecify.annotations.NullMarked;

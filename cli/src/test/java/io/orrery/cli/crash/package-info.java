/**
 * Kills real processes in the middle of real work, and counts from outside what became of every
 * job.
 */
@NullMarked
package io.orrery.cli.crash;

import org.jspecify.annotations.NullMarked;

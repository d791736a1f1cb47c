/**
 * Tests of {@code ./orrery} and its scripts, run by a real shell in a copy of the clone's scripts,
 * with fake JDKs, a fake Maven and fake package managers on a private PATH: nothing is installed.
 */
@NullMarked
package io.orrery.cli.launcher;

import org.jspecify.annotations.NullMarked;

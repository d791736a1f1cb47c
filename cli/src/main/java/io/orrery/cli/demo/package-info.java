/**
 * {@code ./orrery demo}: client, coordinator and two workers in one process, on private servers,
 * over real jobs.
 */
@NullMarked
package io.orrery.cli.demo;

import org.jspecify.annotations.NullMarked;

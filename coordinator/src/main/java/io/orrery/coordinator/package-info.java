/**
 * The coordinator: of all that run, one leads at a time, elected by an epoch in PostgreSQL, and
 * does what waits on a clock: it promotes jobs that fall due, rings again for those whose doorbell
 * was lost, and takes back the jobs of workers that died.
 */
@NullMarked
package io.orrery.coordinator;

import org.jspecify.annotations.NullMarked;

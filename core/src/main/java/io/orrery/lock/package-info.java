/**
 * The SPI of the lock among coordinators. It decides who tries first to lead, and never who leads:
 * that is the epoch in PostgreSQL alone, so that a lock that forgets or hangs can do no harm.
 */
@NullMarked
package io.orrery.lock;

import org.jspecify.annotations.NullMarked;

/**
 * The SPI of the message broker, which carries doorbells from clients and the coordinator to
 * workers. PostgreSQL alone is the truth: an adapter may lose, repeat or reorder every message, and
 * jobs are then later, never lost.
 */
@NullMarked
package io.orrery.broker;

import org.jspecify.annotations.NullMarked;

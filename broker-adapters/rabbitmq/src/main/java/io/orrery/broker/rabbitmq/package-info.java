/**
 * Doorbells over RabbitMQ. One connection publishes and another consumes, so that a broker that
 * refuses to take messages still delivers and is still acknowledged to. Each connection has an
 * owner thread that keeps it up and rebuilds all that hangs on it; the client library's own
 * recovery is off, because it leaves channel errors and cancelled consumers unrepaired.
 */
@NullMarked
package io.orrery.broker.rabbitmq;

import org.jspecify.annotations.NullMarked;

/**
 * Real PostgreSQL, RabbitMQ and Redis servers for tests and demos: private to the process that asks
 * for them, on free ports of 127.0.0.1, in temporary folders. They come from Docker or from
 * binaries installed on the machine, behind one interface, and can be killed, paused, restarted and
 * wiped, which is what fault tests are made of.
 */
@NullMarked
package io.orrery.testing.servers;

import org.jspecify.annotations.NullMarked;

package io.orrery.testing.servers;

import java.net.URI;

/** A RabbitMQ server with one user, who is no guest, and without plugins. */
public interface RabbitServer extends Server {

  /**
   * Returns {@code amqp://user:password@host:port/vhost}; the same across {@link #restart()} and
   * {@link #wipe()}.
   */
  URI uri();

  /**
   * Runs {@code rabbitmqctl} against this server, which takes a second or two, and returns what it
   * printed.
   *
   * @param arguments for instance {@code "set_vm_memory_high_watermark", "0"} or {@code
   *     "purge_queue", name}
   */
  String runRabbitmqctl(String... arguments);
}

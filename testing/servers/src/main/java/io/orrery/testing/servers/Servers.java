package io.orrery.testing.servers;

/**
 * A set of one PostgreSQL, one RabbitMQ and one Redis, this one also with TLS, with sentinels and
 * as a cluster; each is started when it is first asked for. Safe for many threads.
 *
 * <p>The environment variable {@code ORRERY_TEST_SERVERS} decides where they come from: {@code
 * docker} or {@code installed}. Without it, Docker is taken where an engine answers and its images
 * are there or can be pulled, and else the binaries installed on this machine.
 */
public interface Servers extends AutoCloseable {

  /**
   * Returns the set that everything in this JVM shares; it ends with the JVM, and {@link #close()}
   * does nothing to it. Tests that share it keep to a database, queue or key of their own, and
   * leave its servers running.
   */
  static Servers shared() {
    return SharedServers.INSTANCE;
  }

  /**
   * Returns a set that is the caller's alone, to be killed, paused and wiped at will, and closed.
   */
  static Servers open() {
    return Choice.ofThisMachine().open();
  }

  /** Returns the PostgreSQL server, started. */
  PostgresServer postgres();

  /** Returns the RabbitMQ server, started. */
  RabbitServer rabbitmq();

  /** Returns the Redis server, started. */
  RedisServer redis();

  /** Returns another Redis server, started, which takes TLS too. */
  TlsRedis redisWithTls();

  /** Returns a primary and a replica of it with three sentinels, started. */
  SentinelRedis redisWithSentinels();

  /** Returns a cluster of three servers, started; it needs Redis 7. */
  ClusterRedis redisCluster();

  /** Says where the servers come from, in two words: Docker's containers, or installed binaries. */
  String origin();

  /**
   * Ends the servers and deletes all that they kept. It happens at the end of the JVM too, however
   * that comes.
   */
  @Override
  void close();
}

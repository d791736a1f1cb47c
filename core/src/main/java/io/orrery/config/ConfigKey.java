package io.orrery.config;

import static io.orrery.config.ValueType.BYTES;
import static io.orrery.config.ValueType.COUNT;
import static io.orrery.config.ValueType.DURATION;
import static io.orrery.config.ValueType.JDBC_URL;
import static io.orrery.config.ValueType.QUEUE_RETENTIONS;
import static io.orrery.config.ValueType.REDIS;
import static io.orrery.config.ValueType.TEXT;
import static io.orrery.config.ValueType.THREADS;
import static io.orrery.config.ValueType.URI;

import java.util.Locale;
import java.util.Optional;

/**
 * Every key of the configuration. The environment calls it {@link #environment}, a properties file
 * {@link #property}. A secret may instead be read from the file that the key with {@code _FILE}
 * ({@code .file}) names.
 */
public enum ConfigKey {
  POSTGRES_URL(
      JDBC_URL,
      Presence.REQUIRED,
      "jdbc:postgresql://localhost:5432/orrery",
      "The database that holds all jobs, without user and password."),
  POSTGRES_USER(TEXT, Presence.OPTIONAL, "orrery", "The database's user."),
  POSTGRES_PASSWORD(TEXT, Presence.OPTIONAL_SECRET, "s3cret", "The database user's password."),
  POSTGRES_CONNECT_TIMEOUT(
      DURATION, "5s", "100ms", "5m", "The longest wait for one connection to open."),
  POSTGRES_SOCKET_TIMEOUT(
      DURATION,
      "20s",
      "1s",
      "1h",
      "A connection that is silent for this long within a statement is given up."),
  POSTGRES_STATEMENT_TIMEOUT(
      DURATION, "10s", "100ms", "1h", "PostgreSQL cancels a statement that runs longer."),

  AMQP_URI(
      URI,
      Presence.REQUIRED_SECRET,
      "amqp://orrery:s3cret@localhost:5672/orrery",
      "The broker, with user, password and virtual host; amqps for TLS."),
  REDIS_URI(
      REDIS,
      Presence.OPTIONAL_SECRET,
      "redis://:s3cret@localhost:6379",
      "Where the coordinators' lock is, which says who tries first to lead; redis-sentinel and redis-cluster work too, rediss for TLS."),
  REDIS_KEY(
      TEXT,
      "orrery:leader",
      "The lock's key in Redis, and its channel; the same for all coordinators of one database."),

  START_TIMEOUT(
      DURATION,
      "1m",
      "0s",
      "1h",
      "How long a start goes on trying to reach PostgreSQL before it ends."),
  PAYLOAD_LIMIT(
      BYTES,
      "262144",
      "1024",
      "1048576",
      "The largest encoded arguments, and the largest encoded result, of a job."),

  LEASE_TTL(DURATION, "15s", "1s", "1h", "A worker silent for this long may lose its jobs."),
  LEASE_BEAT(DURATION, "5s", "100ms", "20m", "How often a worker renews its lease."),
  LEASE_UNCERTAIN(
      DURATION,
      "10s",
      "200ms",
      "50m",
      "A worker that has not renewed its lease for this long claims nothing more."),
  LEASE_REAP_GRACE(
      DURATION, "2s", "0s", "10m", "How long after the end of its lease a worker counts as lost."),

  CLIENT_CONNECTIONS(COUNT, "2", "1", "64", "PostgreSQL connections of a client."),
  CLIENT_COMMIT_BATCH(COUNT, "500", "1", "10000", "The most enqueued jobs that share one commit."),
  CLIENT_DOORBELL_IDS(
      COUNT, "32", "1", "100", "The most jobs that one broker message rings for after enqueue."),
  CLIENT_DOORBELL_IDS_BULK(COUNT, "100", "1", "100", "The same after enqueueAll."),

  WORKER_CONNECTIONS(COUNT, "3", "3", "64", "PostgreSQL connections of a worker."),
  WORKER_SLOTS(
      COUNT, "5", "1", "100000", "Jobs that run at once, of a queue for which no number is given."),
  WORKER_THREADS(
      THREADS,
      "AUTO",
      "What handlers run on; AUTO takes virtual threads from JDK 24 on, a pool before."),
  WORKER_FINISH_BATCH(COUNT, "500", "1", "10000", "The most ends of jobs that share one commit."),
  WORKER_HOLD(
      DURATION,
      "3s",
      "100ms",
      "5m",
      "How long a doorbell waits for a free slot before it is given back to the broker."),
  WORKER_DRAIN(
      DURATION, "30s", "0s", "24h", "How long a stopping worker lets its running jobs finish."),
  WORKER_INTERRUPT_GRACE(
      DURATION,
      "5s",
      "0s",
      "10m",
      "How long an interrupted handler has left before it is given up."),
  WORKER_LOG_LIMIT(
      BYTES,
      "1048576",
      "1024",
      "67108864",
      "The most that is kept of the log of one attempt, before it is compressed."),

  COORDINATOR_CONNECTIONS(COUNT, "3", "2", "64", "PostgreSQL connections of a coordinator."),
  COORDINATOR_STATEMENT_TIMEOUT(
      DURATION,
      "5s",
      "100ms",
      "10m",
      "As POSTGRES_STATEMENT_TIMEOUT, for a coordinator: it bounds how long an election waits."),
  LEADER_LEASE(DURATION, "10s", "1s", "1h", "A leader silent for this long is replaced."),
  LEADER_RENEW(DURATION, "3s", "100ms", "20m", "How often the leader renews its lease."),
  PROMOTE_POLL(
      DURATION,
      "1s",
      "10ms",
      "1m",
      "The longest that the leader sleeps before it looks for due jobs."),
  PROMOTE_BATCH(COUNT, "1000", "1", "10000", "The most jobs that become due in one statement."),
  REAP_POLL(DURATION, "1s", "100ms", "1m", "How often the leader looks for lost workers."),
  DEADLINE_GRACE(
      DURATION,
      "1m",
      "0s",
      "24h",
      "How long past its timeout a job may run before the leader takes it from a live worker."),
  RELAY_POLL(DURATION, "1s", "100ms", "1m", "How often the leader looks for lost doorbells."),
  RELAY_FIRST(
      DURATION, "5s", "100ms", "1h", "How long after its first doorbell a job may be rung again."),
  RELAY_REPEAT(
      DURATION, "30s", "1s", "1h", "How long after its second; it doubles with each further one."),
  RELAY_MOST(DURATION, "10m", "1s", "24h", "The longest pause between two doorbells of a job."),

  RETENTION_SUCCEEDED(
      DURATION, "24h", "1s", "3650d", "How long a job is kept after it has succeeded."),
  RETENTION_CANCELLED(
      DURATION, "24h", "1s", "3650d", "How long a job is kept after it was cancelled."),
  RETENTION_DEAD(DURATION, "30d", "1s", "3650d", "How long a dead letter is kept."),
  RETENTION_MOST(
      COUNT,
      "10000000",
      "1",
      "1000000000",
      "The most succeeded and cancelled jobs that are kept of a queue, however young."),
  RETENTION_QUEUES(
      QUEUE_RETENTIONS,
      Presence.OPTIONAL,
      "email succeeded=7d dead=90d most=1000000; bulk succeeded=1h",
      "Queues that keep their jobs for longer or shorter than the keys above say; what is not named is as above."),
  RETENTION_TICKS(
      DURATION,
      "35d",
      "1h",
      "3650d",
      "How long after it was due the record of a schedule's tick is kept."),
  PRUNE_POLL(
      DURATION,
      "10s",
      "100ms",
      "1h",
      "How often the leader looks for what need not be kept any more.");

  private enum Presence {
    REQUIRED(true, false),
    REQUIRED_SECRET(true, true),
    OPTIONAL(false, false),
    OPTIONAL_SECRET(false, true);

    private final boolean required;
    private final boolean secret;

    Presence(boolean required, boolean secret) {
      this.required = required;
      this.secret = secret;
    }
  }

  private final ValueType type;
  private final Presence presence;
  private final Optional<String> preset;
  private final Optional<String> least;
  private final Optional<String> most;
  private final String example;
  private final String description;

  /** What a service is called and how to reach it: no default can be right. */
  ConfigKey(ValueType type, Presence presence, String example, String description) {
    this.type = type;
    this.presence = presence;
    this.preset = Optional.empty();
    this.least = Optional.empty();
    this.most = Optional.empty();
    this.example = example;
    this.description = description;
  }

  ConfigKey(ValueType type, String preset, String description) {
    this(type, preset, Optional.empty(), Optional.empty(), description);
  }

  ConfigKey(ValueType type, String preset, String least, String most, String description) {
    this(type, preset, Optional.of(least), Optional.of(most), description);
  }

  ConfigKey(
      ValueType type,
      String preset,
      Optional<String> least,
      Optional<String> most,
      String description) {
    this.type = type;
    this.presence = Presence.OPTIONAL;
    this.preset = Optional.of(preset);
    this.least = least;
    this.most = most;
    this.example = preset;
    this.description = description;
  }

  /** The name among environment variables, as in {@code ORRERY_POSTGRES_URL}. */
  public String environment() {
    return "ORRERY_" + name();
  }

  /** The name in a properties file, as in {@code orrery.postgres.url}. */
  public String property() {
    return environment().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  public ValueType type() {
    return type;
  }

  public boolean required() {
    return presence.required;
  }

  /** True for what must not be shown; such a value may also come from a file. */
  public boolean secret() {
    return presence.secret;
  }

  /** What holds where nothing is set. */
  public Optional<String> preset() {
    return preset;
  }

  /** The smallest legal value, where order matters. */
  public Optional<String> least() {
    return least;
  }

  /** The largest legal value, where order matters. */
  public Optional<String> most() {
    return most;
  }

  /** A legal value. */
  public String example() {
    return example;
  }

  /** One sentence for people. */
  public String description() {
    return description;
  }
}

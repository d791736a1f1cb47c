package io.orrery.config;

/** Which keys make which group. */
final class ConfigGroups {
  private ConfigGroups() {}

  static PostgresConfig postgres(ConfigReader reader) {
    return new PostgresConfig(
        reader.jdbcUrl(ConfigKey.POSTGRES_URL),
        reader.text(ConfigKey.POSTGRES_USER),
        reader.text(ConfigKey.POSTGRES_PASSWORD),
        reader.duration(ConfigKey.POSTGRES_CONNECT_TIMEOUT),
        reader.duration(ConfigKey.POSTGRES_SOCKET_TIMEOUT),
        reader.duration(ConfigKey.POSTGRES_STATEMENT_TIMEOUT));
  }

  static LeaseTuning lease(ConfigReader reader) {
    return new LeaseTuning(
        reader.duration(ConfigKey.LEASE_TTL),
        reader.duration(ConfigKey.LEASE_BEAT),
        reader.duration(ConfigKey.LEASE_UNCERTAIN),
        reader.duration(ConfigKey.LEASE_REAP_GRACE));
  }

  static RelayTuning relay(ConfigReader reader) {
    return new RelayTuning(
        reader.duration(ConfigKey.RELAY_FIRST),
        reader.duration(ConfigKey.RELAY_REPEAT),
        reader.duration(ConfigKey.RELAY_MOST));
  }

  static ClientTuning client(ConfigReader reader) {
    return new ClientTuning(
        reader.count(ConfigKey.CLIENT_CONNECTIONS),
        reader.count(ConfigKey.CLIENT_COMMIT_BATCH),
        reader.count(ConfigKey.CLIENT_DOORBELL_IDS),
        reader.count(ConfigKey.CLIENT_DOORBELL_IDS_BULK));
  }

  static WorkerTuning worker(ConfigReader reader) {
    return new WorkerTuning(
        reader.count(ConfigKey.WORKER_CONNECTIONS),
        reader.count(ConfigKey.WORKER_SLOTS),
        reader.threads(ConfigKey.WORKER_THREADS),
        reader.count(ConfigKey.WORKER_FINISH_BATCH),
        reader.duration(ConfigKey.WORKER_HOLD),
        reader.duration(ConfigKey.WORKER_DRAIN),
        reader.duration(ConfigKey.WORKER_INTERRUPT_GRACE),
        reader.count(ConfigKey.WORKER_LOG_LIMIT));
  }

  static CoordinatorTuning coordinator(ConfigReader reader) {
    return new CoordinatorTuning(
        reader.count(ConfigKey.COORDINATOR_CONNECTIONS),
        reader.duration(ConfigKey.COORDINATOR_STATEMENT_TIMEOUT),
        reader.duration(ConfigKey.LEADER_LEASE),
        reader.duration(ConfigKey.LEADER_RENEW),
        reader.duration(ConfigKey.PROMOTE_POLL),
        reader.count(ConfigKey.PROMOTE_BATCH),
        reader.duration(ConfigKey.REAP_POLL),
        reader.duration(ConfigKey.RELAY_POLL),
        reader.duration(ConfigKey.DEADLINE_GRACE));
  }

  static RetentionTuning retention(ConfigReader reader) {
    Retention usual =
        new Retention(
            reader.duration(ConfigKey.RETENTION_SUCCEEDED),
            reader.duration(ConfigKey.RETENTION_CANCELLED),
            reader.duration(ConfigKey.RETENTION_DEAD),
            reader.count(ConfigKey.RETENTION_MOST));
    return new RetentionTuning(
        reader.duration(ConfigKey.PRUNE_POLL),
        usual,
        reader.queueRetentions(ConfigKey.RETENTION_QUEUES, usual),
        reader.duration(ConfigKey.RETENTION_TICKS));
  }
}

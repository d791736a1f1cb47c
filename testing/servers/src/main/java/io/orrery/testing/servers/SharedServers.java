package io.orrery.testing.servers;

/** The set of the whole JVM, which nobody closes because everybody uses it. */
record SharedServers(OnFirstUse<Servers> set) implements Servers {
  // Chooses on first use: a choice that fails while the class loads would tell only the first test
  // why.
  static final Servers INSTANCE =
      new SharedServers(new OnFirstUse<>(() -> Choice.ofThisMachine().open()));

  @Override
  public PostgresServer postgres() {
    return set.get().postgres();
  }

  @Override
  public RabbitServer rabbitmq() {
    return set.get().rabbitmq();
  }

  @Override
  public RedisServer redis() {
    return set.get().redis();
  }

  @Override
  public TlsRedis redisWithTls() {
    return set.get().redisWithTls();
  }

  @Override
  public SentinelRedis redisWithSentinels() {
    return set.get().redisWithSentinels();
  }

  @Override
  public ClusterRedis redisCluster() {
    return set.get().redisCluster();
  }

  @Override
  public String origin() {
    return set.get().origin();
  }

  @Override
  public void close() {}
}

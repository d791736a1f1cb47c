package io.orrery.testing.servers;

/** The set of the whole JVM, which nobody closes because everybody uses it. */
record SharedServers(Servers set) implements Servers {
  static final Servers INSTANCE = new SharedServers(Choice.ofThisMachine().open());

  @Override
  public PostgresServer postgres() {
    return set.postgres();
  }

  @Override
  public RabbitServer rabbitmq() {
    return set.rabbitmq();
  }

  @Override
  public RedisServer redis() {
    return set.redis();
  }

  @Override
  public String choice() {
    return set.choice();
  }

  @Override
  public void close() {}
}

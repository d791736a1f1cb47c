package io.orrery.benchmarks.load;

import io.orrery.benchmarks.process.Child;
import io.orrery.config.OrreryConfig;
import io.orrery.coordinator.Coordinator;
import io.orrery.coordinator.Migrations;
import io.orrery.testing.servers.PostgresServer;
import io.orrery.testing.servers.Servers;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Real servers, a coordinator in this process, and what children need to reach them. */
final class Scene implements AutoCloseable {
  private static final String CLIENT_HEAP = "512m";
  private static final String WORKER_HEAP = "512m";

  private final Servers servers;
  private final OrreryConfig config;
  private final Map<String, String> environment;
  private final PostgresCounters counters;

  private CollectorRegistry metrics;
  private Coordinator coordinator;

  private Scene(Servers servers) throws SQLException {
    this.servers = servers;
    PostgresServer postgres = servers.postgres();
    environment =
        Map.of(
            "ORRERY_POSTGRES_URL", postgres.jdbcUrl(postgres.createDatabase()),
            "ORRERY_POSTGRES_USER", postgres.user(),
            "ORRERY_POSTGRES_PASSWORD", postgres.password(),
            "ORRERY_AMQP_URI", servers.rabbitmq().uri().toString());
    config = OrreryConfig.fromEnv(environment);
    Migrations.migrate(config);
    counters = new PostgresCounters(config.postgres());
    metrics = new CollectorRegistry();
    coordinator = Coordinator.builder(config).metrics(metrics).start();
  }

  static Scene open() throws SQLException {
    Servers servers = Servers.open();
    try {
      return new Scene(servers);
    } catch (RuntimeException | SQLException e) {
      servers.close();
      throw e;
    }
  }

  /** Has another coordinator lead, with these settings besides. */
  void lead(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(settings);
    coordinator.close();
    metrics = new CollectorRegistry();
    coordinator = Coordinator.builder(OrreryConfig.fromEnv(all)).metrics(metrics).start();
  }

  /** By the coordinator that leads now. */
  double jobsPruned() {
    double sum = 0;
    for (String state : List.of("SUCCEEDED", "CANCELLED", "DEAD")) {
      Double pruned =
          metrics.getSampleValue(
              "orrery_coordinator_jobs_pruned_total", new String[] {"state"}, new String[] {state});
      sum += pruned == null ? 0 : pruned;
    }
    return sum;
  }

  /** Has no coordinator any more, until the next {@link #lead}. */
  void rest() {
    coordinator.close();
  }

  /**
   * By the coordinator that leads now.
   *
   * @param why as the coordinator's metrics name it
   */
  long jobsRung(String why) {
    Double rung =
        metrics.getSampleValue(
            "orrery_coordinator_jobs_rung_total", new String[] {"why"}, new String[] {why});
    return rung == null ? 0 : rung.longValue();
  }

  /** By the coordinator that leads now, since its broker's window was full. */
  double doorbellsDropped() {
    return metrics.getSampleValue("orrery_broker_dropped_total");
  }

  /** Takes the jobs' doorbells in place of a worker. */
  Ear ear(int jobs) {
    return Ear.open(config.broker(), jobs);
  }

  Backlog backlog() throws SQLException {
    return Backlog.open(config.postgres());
  }

  PostgresCounters counters() {
    return counters;
  }

  /**
   * Forgets what was measured before, doorbells too, while nobody enqueues and no worker is there.
   */
  void empty() throws SQLException {
    counters.emptyTables();
    forgetDoorbells();
  }

  void forgetDoorbells() {
    servers.rabbitmq().runRabbitmqctl("purge_queue", "--vhost", virtualHost(), Work.DOORBELLS);
  }

  private String virtualHost() {
    return servers.rabbitmq().uri().getPath().substring(1);
  }

  Child client() throws IOException {
    return Child.start(environment, CLIENT_HEAP, "client-process");
  }

  Child worker(int slots) throws IOException {
    return Child.start(
        environment, WORKER_HEAP, "worker-process", "--slots", Integer.toString(slots));
  }

  @Override
  public void close() throws SQLException {
    coordinator.close();
    counters.close();
    servers.close();
  }
}

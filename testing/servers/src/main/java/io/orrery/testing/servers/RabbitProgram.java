package io.orrery.testing.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * RabbitMQ as installed on this machine, with every folder, port and name of its own, so that it
 * never meets the machine's own broker.
 *
 * @param server the script {@code rabbitmq-server}; {@code rabbitmqctl} lies beside it
 * @param distributionPort the port by which {@code rabbitmqctl} reaches it
 * @param epmdPort the port of the set's own Erlang port mapper
 */
record RabbitProgram(Path server, Endpoint endpoint, int distributionPort, int epmdPort)
    implements Program {
  private static final String LOOPBACK_ONLY = "-kernel inet_dist_use_interface {127,0,0,1}";

  @Override
  public String name() {
    return "rabbitmq";
  }

  @Override
  public void initialize(Path folder, ServiceAccount account) throws IOException {
    account.write(
        folder.resolve("rabbitmq.conf"),
        List.of(
            "listeners.tcp.local = " + endpoint.host() + ":" + endpoint.port(),
            // The only user: RabbitMQ makes no guest where another default user is named.
            "default_user = " + endpoint.user(),
            "default_pass = " + endpoint.password(),
            "log.console = true",
            "log.file = false"));
    Files.createDirectory(folder.resolve("conf.d"));
  }

  @Override
  public Command command(Path folder) {
    return new Command(List.of(server.toString()), environment(folder));
  }

  @Override
  public void probe() throws IOException {
    Rabbit.probe(endpoint);
  }

  /**
   * Returns the command for {@code rabbitmqctl} with these arguments; it prints data without
   * headings.
   */
  Command control(Path folder, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(server.resolveSibling("rabbitmqctl").toString());
    words.add("--silent");
    words.addAll(arguments);
    return new Command(words, environment(folder));
  }

  private Map<String, String> environment(Path folder) {
    Map<String, String> all = new HashMap<>();
    all.put("RABBITMQ_NODENAME", "orrery" + endpoint.port() + "@localhost");
    all.put("RABBITMQ_DIST_PORT", Integer.toString(distributionPort));
    all.put("ERL_EPMD_PORT", Integer.toString(epmdPort));
    all.put("ERL_EPMD_ADDRESS", endpoint.host());
    all.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", LOOPBACK_ONLY + " +S 2:2");
    all.put("RABBITMQ_CTL_ERL_ARGS", LOOPBACK_ONLY);
    // Zero lets the operating system choose, where the default is a range that every rabbitmqctl of
    // the machine shares.
    all.put("RABBITMQ_CTL_DIST_PORT_MIN", "0");
    all.put("RABBITMQ_CTL_DIST_PORT_MAX", "0");
    // Makes the script become the broker instead of waiting for it, so that its pid is the
    // broker's.
    all.put("RUNNING_UNDER_SYSTEMD", "true");
    files().forEach((variable, file) -> all.put(variable, folder.resolve(file).toString()));
    return all;
  }

  /** Every place where RabbitMQ would else look into the machine's own. */
  private static Map<String, String> files() {
    return Map.of(
        "RABBITMQ_CONF_ENV_FILE", "rabbitmq-env.conf",
        "RABBITMQ_CONFIG_FILE", "rabbitmq.conf",
        "RABBITMQ_CONFIG_FILES", "conf.d",
        "RABBITMQ_ADVANCED_CONFIG_FILE", "advanced.config",
        "RABBITMQ_ENABLED_PLUGINS_FILE", "enabled_plugins",
        "RABBITMQ_GENERATED_CONFIG_DIR", "generated",
        "RABBITMQ_MNESIA_BASE", "mnesia",
        "RABBITMQ_LOG_BASE", "log",
        "RABBITMQ_PID_FILE", "rabbitmq.pid");
  }
}

package io.orrery.benchmarks.failover;

import io.orrery.benchmarks.process.Child;
import io.orrery.config.ConfigKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;

/** The coordinators' processes, each with a line of its own to PostgreSQL. */
final class Coordinators implements AutoCloseable {
  /** One of them. */
  record Member(Child child, Line line) {}

  private static final String HEAP = "128m";
  private static final String JDBC = "jdbc:";

  private final Map<String, String> environment;
  private final URI postgres;
  private final Queue<Member> launched = new ArrayDeque<>();
  private final List<Member> ending = new ArrayList<>();
  private final Map<UUID, Member> members = new HashMap<>();
  private long refused;

  Coordinators(Map<String, String> environment) {
    this.environment = environment;
    this.postgres =
        URI.create(environment.get(ConfigKey.POSTGRES_URL.environment()).substring(JDBC.length()));
  }

  /** Starts so many at once, and waits until all are ready. */
  void start(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      launch();
    }
    joinAll();
  }

  /** Starts one, and does not wait until it is ready. */
  void launch() throws IOException {
    Line line = Line.to(new InetSocketAddress(postgres.getHost(), postgres.getPort()));
    Map<String, String> own = new HashMap<>(environment);
    own.put(
        ConfigKey.POSTGRES_URL.environment(),
        "%spostgresql://%s:%d%s"
            .formatted(
                JDBC,
                line.address().getAddress().getHostAddress(),
                line.address().getPort(),
                postgres.getPath()));
    launched.add(new Member(Child.launch(own, HEAP, "coordinator-process"), line));
  }

  private void joinAll() throws IOException {
    while (!launched.isEmpty()) {
      join(launched.remove());
    }
  }

  private void join(Member member) throws IOException {
    member.child().awaitReady();
    members.put(UUID.fromString(member.child().ask("id")), member);
  }

  Member get(UUID id) throws IOException {
    while (!members.containsKey(id) && !launched.isEmpty()) {
      join(launched.remove());
    }
    Member member = members.get(id);
    if (member == null) {
      throw new IllegalStateException("coordinator " + id + " leads and is none of ours");
    }
    return member;
  }

  /** Its last word is how many of its writes were refused. */
  void kill(UUID id) throws IOException, InterruptedException {
    Member member = leaving(id);
    member.child().kill();
    member.line().close();
  }

  /** Does not wait until it has ended. */
  void terminate(UUID id) throws IOException {
    Member member = leaving(id);
    member.child().terminate();
    ending.add(member);
  }

  void killAll() throws IOException, InterruptedException {
    joinAll();
    for (UUID id : List.copyOf(members.keySet())) {
      kill(id);
    }
  }

  private Member leaving(UUID id) throws IOException {
    Member member = get(id);
    refused += refusedOf(member);
    members.remove(id);
    return member;
  }

  /** How many writes PostgreSQL refused, of those here and those gone. */
  long refused() throws IOException {
    joinAll();
    long sum = refused;
    for (Member member : members.values()) {
      sum += refusedOf(member);
    }
    return sum;
  }

  private static long refusedOf(Member member) throws IOException {
    return Long.parseLong(member.child().ask("refused"));
  }

  @Override
  public void close() throws IOException {
    List<Member> all = new ArrayList<>(ending);
    all.addAll(launched);
    all.addAll(members.values());
    for (Member member : all) {
      member.child().close();
      member.line().close();
    }
  }
}

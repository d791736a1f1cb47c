package io.orrery.benchmarks.failover;

import io.orrery.testing.servers.RedisServer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Does the faults, one after the other, and undoes each before the next. */
final class Nemesis {
  /** Three leases and then some: nobody would be elected any more. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Longer than a tick may be late before it counts as missed. */
  private static final Duration AWAY = Duration.ofSeconds(32);

  private final Coordinators coordinators;
  private final RedisServer redis;
  private final Audit audit;
  private final Duration lease;
  private final Random random;
  private final Clock clock;
  private final List<Disruption> disruptions = new ArrayList<>();

  Nemesis(
      Coordinators coordinators,
      RedisServer redis,
      Audit audit,
      Duration lease,
      Random random,
      Clock clock) {
    this.coordinators = coordinators;
    this.redis = redis;
    this.audit = audit;
    this.lease = lease;
    this.random = random;
    this.clock = clock;
  }

  /** Those that took a leader away, so far. */
  List<Disruption> disruptions() {
    return List.copyOf(disruptions);
  }

  /** Returns when it is undone and somebody leads. */
  void strike(Fault fault) throws IOException, InterruptedException, SQLException {
    UUID leader = awaitLeaderBut(Optional.empty());
    switch (fault) {
      case KILL -> kill(fault, leader);
      case STOP -> stop(leader);
      case FREEZE -> freeze(leader);
      case DELAY -> delay(leader);
      case KILL_WITHOUT_REDIS -> {
        redis.kill();
        kill(fault, leader);
        redis.restart();
      }
      case REDIS_FLUSH -> redis.flush();
      case REDIS_KILL -> {
        redis.kill();
        Pause.of(pastLease());
        redis.restart();
      }
      case REDIS_FREEZE -> {
        redis.pause();
        Pause.of(pastLease());
        redis.resume();
      }
      case ALL_AWAY -> {
        coordinators.killAll();
        Pause.of(AWAY);
        coordinators.start(Failover.COORDINATORS);
      }
    }
  }

  private void kill(Fault fault, UUID leader)
      throws IOException, InterruptedException, SQLException {
    Disruption disruption = new Disruption(fault, leader, clock.instant());
    coordinators.kill(leader);
    heal(disruption);
  }

  private void stop(UUID leader) throws IOException, InterruptedException, SQLException {
    Disruption disruption = new Disruption(Fault.STOP, leader, clock.instant());
    coordinators.terminate(leader);
    heal(disruption);
  }

  private void heal(Disruption disruption) throws IOException, InterruptedException, SQLException {
    disruptions.add(disruption);
    coordinators.launch();
    awaitLeaderBut(Optional.of(disruption.leader()));
  }

  private void freeze(UUID leader) throws IOException, InterruptedException, SQLException {
    disruptions.add(new Disruption(Fault.FREEZE, leader, clock.instant()));
    coordinators.get(leader).child().freeze(pastLease());
    awaitLeaderBut(Optional.of(leader));
  }

  private void delay(UUID leader) throws IOException, InterruptedException, SQLException {
    disruptions.add(new Disruption(Fault.DELAY, leader, clock.instant()));
    Line line = coordinators.get(leader).line();
    line.hold();
    try {
      Pause.of(pastLease());
    } finally {
      line.release();
    }
    awaitLeaderBut(Optional.of(leader));
  }

  /** Long enough for another to have been elected. */
  private Duration pastLease() {
    return lease.plusSeconds(1).plusMillis(random.nextLong(1 + lease.toMillis() / 4));
  }

  private UUID awaitLeaderBut(Optional<UUID> other) throws InterruptedException, SQLException {
    long start = System.nanoTime();
    Optional<UUID> leader = audit.leader();
    while (leader.isEmpty() || leader.equals(other)) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IllegalStateException("nobody has led for " + PATIENCE.toSeconds() + " s");
      }
      Pause.of(Duration.ofMillis(50));
      leader = audit.leader();
    }
    return leader.get();
  }
}

package io.orrery.benchmarks.failover;

/** What is done to the coordinators, or to the Redis that keeps their lock. */
enum Fault {
  /** SIGKILL to the leader; a new process takes its place. */
  KILL("leader killed"),
  /** SIGTERM to the leader; a new process takes its place. */
  STOP("leader stopped in order"),
  /** SIGSTOP to the leader, past its lease, then SIGCONT. */
  FREEZE("leader frozen"),
  /** What the leader sends to PostgreSQL arrives when its lease is long over. */
  DELAY("leader's statements delayed"),
  /** Redis is killed, then the leader, and Redis comes back when another leads. */
  KILL_WITHOUT_REDIS("leader killed while Redis was away"),
  REDIS_FLUSH("Redis flushed"),
  /** Redis is killed and started again a while later. */
  REDIS_KILL("Redis killed"),
  REDIS_FREEZE("Redis frozen"),
  /** All coordinators are killed, for longer than a tick may be late before it counts as missed. */
  ALL_AWAY("all coordinators killed for half a minute");

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  /** For people. */
  String words() {
    return words;
  }
}

package io.orrery.testing.servers;

/** Where processes of Redis run that reach one another, and are reached, by the same addresses. */
interface RedisPlace {

  /** Starts a process and returns when it answers. */
  Server start(RedisNode node);
}

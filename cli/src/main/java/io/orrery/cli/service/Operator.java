package io.orrery.cli.service;

import io.orrery.Actor;
import io.orrery.config.ProcessName;

/** Who sits at the shell. */
final class Operator {
  private Operator() {}

  /** As in {@code ann@desk}: the system's user, and this machine. */
  static Actor here() {
    return Actor.calling(System.getProperty("user.name", "") + "@" + ProcessName.host("shell"));
  }
}

package io.orrery.client;

import io.orrery.CoordinatorStatus;
import io.orrery.WorkerStatus;
import io.orrery.store.Roster;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;

/** Looks at the processes that take part. */
final class Fleet {
  private final Gate gate;
  private final Wires wires;
  private final Roster roster;

  @Inject
  Fleet(Gate gate, Wires wires, Roster roster) {
    this.gate = gate;
    this.wires = wires;
    this.roster = roster;
  }

  List<WorkerStatus> workers() {
    return read("list workers", roster::workers);
  }

  List<CoordinatorStatus> coordinators() {
    return read("list coordinators", roster::coordinators);
  }

  private <T> T read(String doing, Callable<T> look) {
    return gate.pass(() -> Wires.outcome(wires.submit(look), doing));
  }
}

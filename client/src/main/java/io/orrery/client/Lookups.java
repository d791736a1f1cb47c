package io.orrery.client;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.JobStatus;
import io.orrery.broker.Broker;
import io.orrery.broker.Hint;
import io.orrery.store.Cancels;
import io.orrery.store.Reads;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Looks at single jobs, and cancels them. */
final class Lookups {
  private final Gate gate;
  private final Wires wires;
  private final Reads reads;
  private final Cancels cancels;
  private final Broker broker;

  @Inject
  Lookups(Gate gate, Wires wires, Reads reads, Cancels cancels, Broker broker) {
    this.gate = gate;
    this.wires = wires;
    this.reads = reads;
    this.cancels = cancels;
    this.broker = broker;
  }

  /** Empty if there is no such job. */
  Optional<JobStatus> status(JobId id) {
    return gate.pass(
        () -> Wires.outcome(wires.submit(() -> read(id)), "read the status of job " + id));
  }

  /** False if it has ended, or there is no such job. */
  boolean cancel(JobId id, String reason) {
    Reason.check("cancel", reason);
    Optional<JobState> state =
        gate.pass(
            () ->
                Wires.outcome(wires.submit(() -> cancels.cancel(id, reason)), "cancel job " + id));
    if (state.filter(JobState.RUNNING::equals).isPresent()) {
      broker.hint(new Hint.Cancel(id));
    }
    return state.isPresent();
  }

  private Optional<JobStatus> read(JobId id) {
    return Optional.ofNullable(reads.statuses(List.of(id)).get(id));
  }
}

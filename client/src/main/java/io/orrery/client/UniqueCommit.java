package io.orrery.client;

import io.orrery.store.Inserts;
import io.orrery.store.NewJob;
import io.orrery.store.UniqueInsert;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Writes jobs with a unique key, each in a commit of its own: a conflict would hold up strangers.
 */
final class UniqueCommit {
  private final Inserts inserts;
  private final Ringer ringer;
  private final Wires wires;

  @Inject
  UniqueCommit(Inserts inserts, Ringer ringer, Wires wires) {
    this.inserts = inserts;
    this.ringer = ringer;
    this.wires = wires;
  }

  UniqueInsert write(NewJob job) {
    // Long: it waits for the lock of whoever is writing the same key just now.
    return Wires.outcome(wires.submitLong(() -> insert(job)), "enqueue job " + job.id());
  }

  private UniqueInsert insert(NewJob job) {
    UniqueInsert written = inserts.insertUnique(job);
    if (!written.duplicate()) {
      ringer.ring(List.of(job));
    }
    return written;
  }
}

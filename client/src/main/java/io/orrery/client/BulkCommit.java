package io.orrery.client;

import io.orrery.store.Inserts;
import io.orrery.store.NewJob;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes many jobs, with one commit and one round trip for each batch. While one is on the wire,
 * the caller's thread rings for the last and encodes the next.
 */
final class BulkCommit {
  /** A batch on the wire. */
  private record Sent(List<NewJob> batch, Future<Boolean> outcome) {}

  private final Inserts inserts;
  private final Ringer ringer;
  private final Wires wires;

  @Inject
  BulkCommit(Inserts inserts, Ringer ringer, Wires wires) {
    this.inserts = inserts;
    this.ringer = ringer;
    this.wires = wires;
  }

  /**
   * Writes all batches, one after the other.
   *
   * @param committed is given each batch once it is committed
   */
  void write(DraftBatches batches, Consumer<List<NewJob>> committed) {
    Sent onTheWire = null;
    try {
      while (batches.hasNext()) {
        List<NewJob> next = batches.next();
        Sent last = onTheWire;
        onTheWire = null;
        await(last);
        try {
          onTheWire = send(next);
        } finally {
          tell(last, committed);
        }
      }
    } finally {
      // Also where an element could not be encoded: what is on the wire counts.
      await(onTheWire);
      tell(onTheWire, committed);
    }
  }

  private Sent send(List<NewJob> batch) {
    return new Sent(
        batch,
        wires.submitLong(
            () -> {
              inserts.insert(batch);
              return true;
            }));
  }

  private static void await(@Nullable Sent sent) {
    if (sent != null) {
      Wires.outcome(sent.outcome, "enqueue a batch of " + sent.batch.size());
    }
  }

  /** After the next was sent: PostgreSQL need not wait for it. */
  private void tell(@Nullable Sent sent, Consumer<List<NewJob>> committed) {
    if (sent != null) {
      ringer.ringBulk(sent.batch);
      committed.accept(sent.batch);
    }
  }
}

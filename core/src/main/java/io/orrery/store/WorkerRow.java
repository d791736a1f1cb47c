package io.orrery.store;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One incarnation of a worker process.
 *
 * @param id made for this incarnation, never used again
 * @param name host and process id, for people
 * @param queues that it subscribes to, with the slots of each, in the order to be shown
 * @param types that it runs
 */
public record WorkerRow(UUID id, String name, Map<String, Integer> queues, List<String> types) {
  /** Of all queues together. */
  int slots() {
    return queues.values().stream().mapToInt(Integer::intValue).sum();
  }
}

package io.orrery.store;

import java.util.List;
import java.util.UUID;

/**
 * One incarnation of a worker process.
 *
 * @param id made for this incarnation, never used again
 * @param name host and process id, for people
 * @param queues that it subscribes to
 * @param types that it runs
 * @param slots of all queues together
 */
public record WorkerRow(UUID id, String name, List<String> queues, List<String> types, int slots) {}

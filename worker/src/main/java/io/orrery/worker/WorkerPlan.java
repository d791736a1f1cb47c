package io.orrery.worker;

import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.config.OrreryConfig;
import io.orrery.schedule.Schedule;
import io.orrery.store.WorkerRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What a worker is to do, as its builder gathered and checked it.
 *
 * @param name of this process, for people
 * @param queues with their slots, in the order given
 * @param schedules that the handlers declare
 */
record WorkerPlan(
    OrreryConfig config,
    String name,
    Map<QueueName, Integer> queues,
    HandlerTable handlers,
    List<Schedule> schedules,
    Consumer<JobId> onFenced) {

  int slots() {
    return queues.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The row of one incarnation. */
  WorkerRow row(UUID worker) {
    Map<String, Integer> named = new LinkedHashMap<>();
    queues.forEach((queue, slots) -> named.put(queue.value(), slots));
    return new WorkerRow(worker, name, named, List.copyOf(handlers.types()));
  }
}

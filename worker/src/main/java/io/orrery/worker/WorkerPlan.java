package io.orrery.worker;

import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.config.OrreryConfig;
import io.orrery.schedule.Schedule;
import io.orrery.store.WorkerRow;
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
    return new WorkerRow(
        worker,
        name,
        queues.keySet().stream().map(QueueName::value).toList(),
        List.copyOf(handlers.types()),
        slots());
  }
}

package io.orrery.broker;

import io.orrery.JobId;
import io.orrery.QueueName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers jobs into doorbells: those of one queue and one priority together, in the order in which
 * they were added. Used by one thread.
 */
public final class Doorbells {
  private record Lane(QueueName queue, int priority) {}

  private final Map<Lane, List<JobId>> lanes = new LinkedHashMap<>();

  public void add(JobId job, QueueName queue, int priority) {
    lanes.computeIfAbsent(new Lane(queue, priority), lane -> new ArrayList<>()).add(job);
  }

  /**
   * Rings for all that were added.
   *
   * @param idsPerDoorbell the most ids in one message
   */
  public void ring(Broker broker, int idsPerDoorbell) {
    lanes.forEach(
        (lane, ids) -> {
          for (int from = 0; from < ids.size(); from += idsPerDoorbell) {
            int to = Math.min(from + idsPerDoorbell, ids.size());
            broker.ring(new Doorbell(lane.queue, lane.priority, ids.subList(from, to)));
          }
        });
  }
}

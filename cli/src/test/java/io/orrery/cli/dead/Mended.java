package io.orrery.cli.dead;

import io.orrery.Discard;
import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.JobId;
import io.orrery.Task;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Fails for good until its cause is mended; counts how often each job ran. */
@JobHandler(type = "mended")
final class Mended implements Task<Mended.Order> {
  record Order(int value) {}

  final Map<JobId, Integer> runs = new ConcurrentHashMap<>();
  volatile boolean mended;

  @Override
  public void run(Order order, JobContext job) {
    runs.merge(job.id(), 1, Integer::sum);
    if (!mended) {
      throw new Discard("not yet", new IOException("mail is down"));
    }
  }
}

package io.orrery.cli.demo;

import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.Task;
import java.io.IOException;

/** Fails as often as it is told to, then succeeds: what retries are for. */
@JobHandler(type = "flaky", queue = "odd", maxRetries = 3)
final class Flaky implements Task<Flaky.Plan> {
  record Plan(int failures) {}

  @Override
  public void run(Plan plan, JobContext job) throws IOException {
    if (job.attempt() <= plan.failures()) {
      throw new IOException("the far end hung up (attempt " + job.attempt() + ")");
    }
  }
}

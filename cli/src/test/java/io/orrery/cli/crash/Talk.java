package io.orrery.cli.crash;

import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.Task;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Reports, fifty times a second, for as long as it is let. */
@JobHandler(type = "talk", queue = "crash", timeout = "none")
final class Talk implements Task<Talk.Nothing> {
  private static final long PAUSE_MILLIS = 20;

  record Nothing() {}

  private final CountDownLatch never = new CountDownLatch(1);

  @Override
  public void run(Nothing nothing, JobContext job) throws InterruptedException {
    for (int said = 1; !never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS); said++) {
      job.log().info("{}", said);
      job.progress(said, Integer.MAX_VALUE);
    }
  }
}

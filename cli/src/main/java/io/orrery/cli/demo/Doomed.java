package io.orrery.cli.demo;

import io.orrery.Discard;
import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.Task;
import java.io.IOException;

/** Never succeeds, in one of two ways: what dead letters are for. */
@JobHandler(type = Doomed.TYPE, queue = "odd", maxRetries = 1)
final class Doomed implements Task<Doomed.Way> {
  static final String TYPE = "doomed";

  enum Way {
    /** Each attempt fails, until no retry is left. */
    FAILS_EACH_TIME,
    /** The handler says at once that trying again would not help. */
    GIVES_UP
  }

  @Override
  public void run(Way way, JobContext job) throws IOException {
    switch (way) {
      case FAILS_EACH_TIME -> throw new IOException("no such host");
      case GIVES_UP -> throw new Discard("the address does not exist");
    }
  }
}

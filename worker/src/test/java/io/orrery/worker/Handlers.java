package io.orrery.worker;

import io.orrery.Handler;
import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.JobType;
import io.orrery.OnLeaseUncertain;

/** Handlers whose work a test gives, so that it stands in the test. */
final class Handlers {
  record Text(String value) {}

  static final JobType<Text, Text> PLAIN = JobType.of("plain", Text.class, Text.class);
  static final JobType<Text, Text> OTHER = JobType.of("other", Text.class, Text.class);
  static final JobType<Text, Text> EXCLUSIVE = JobType.of("exclusive", Text.class, Text.class);

  /** What a handler does. */
  @FunctionalInterface
  interface Work {
    Text on(Text text, JobContext job) throws Exception;
  }

  private Handlers() {}

  static Handler<Text, Text> plain(Work work) {
    return new Plain(work);
  }

  static Handler<Text, Text> other(Work work) {
    return new Other(work);
  }

  /** Must not overlap with its successor. */
  static Handler<Text, Text> exclusive(Work work) {
    return new Exclusive(work);
  }

  @JobHandler(type = "plain")
  private record Plain(Work work) implements Handler<Text, Text> {
    @Override
    public Text handle(Text text, JobContext job) throws Exception {
      return work.on(text, job);
    }
  }

  @JobHandler(type = "other")
  private record Other(Work work) implements Handler<Text, Text> {
    @Override
    public Text handle(Text text, JobContext job) throws Exception {
      return work.on(text, job);
    }
  }

  @JobHandler(type = "exclusive", onLeaseUncertain = OnLeaseUncertain.INTERRUPT)
  private record Exclusive(Work work) implements Handler<Text, Text> {
    @Override
    public Text handle(Text text, JobContext job) throws Exception {
      return work.on(text, job);
    }
  }
}

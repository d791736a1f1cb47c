package io.orrery.worker;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.broker.Broker;
import io.orrery.broker.DeadNotice;
import io.orrery.broker.Doorbell;
import io.orrery.broker.Hint;
import io.orrery.report.JobEvent;
import io.orrery.store.ClaimedJob;
import io.orrery.store.EndReply;
import io.orrery.worker.report.NewsFeed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows once PostgreSQL has answered to the end of an attempt. */
@Singleton
final class Consequences {
  private static final Logger log = LoggerFactory.getLogger(Consequences.class);

  /** The leader looks at least this often for what is due; a hint helps only what comes sooner. */
  private static final Duration LEADER_POLL = Duration.ofSeconds(1);

  private final Broker broker;
  private final NewsFeed news;
  private final WorkerMetrics metrics;
  private final Consumer<JobId> onFenced;

  @Inject
  Consequences(Broker broker, NewsFeed news, WorkerMetrics metrics, WorkerPlan plan) {
    this.broker = broker;
    this.news = news;
    this.metrics = metrics;
    this.onFenced = plan.onFenced();
  }

  /** Never throws: the end is recorded, and what follows from it only informs others. */
  void of(Completion completion, EndReply reply) {
    try {
      follow(completion, reply);
    } catch (RuntimeException | Error e) {
      // An Error too: the hook is the user's code, and the ends of others wait behind this one.
      log.error("after the end of job {}", completion.job(), e);
    }
  }

  private void follow(Completion completion, EndReply reply) {
    ClaimedJob job = completion.execution().job();
    switch (reply) {
      case EndReply.Moved moved -> moved(completion, moved.state(), moved.reason().orElse(""));
      case EndReply.Already already -> moved(completion, already.state(), "");
      case EndReply.Fenced fenced -> fenced(job);
    }
  }

  private void moved(Completion completion, JobState state, String reason) {
    ClaimedJob job = completion.execution().job();
    metrics.ended(job.type(), state);
    news.tell(job.id(), () -> moved(job, state));
    if (state == JobState.DEAD) {
      tellDead(completion, reason);
      broker.notifyDead(new DeadNotice(job.id(), job.type(), job.queue(), reason));
    } else if (state == JobState.PENDING) {
      // Released: whoever has a free slot may have it at once. The relay rings too if this is lost.
      broker.ring(new Doorbell(job.queue(), job.priority(), List.of(job.id())));
    } else if (state == JobState.SCHEDULED
        && completion instanceof Completion.Ended ended
        && ended.ending().delay().compareTo(LEADER_POLL) < 0) {
      broker.hint(new Hint.Due(ended.ending().delay().toMillis()));
    }
  }

  private static JobEvent moved(ClaimedJob job, JobState state) {
    return new JobEvent.Moved(job.id(), job.type(), job.queue(), state, job.attempt());
  }

  private static void tellDead(Completion completion, String reason) {
    ClaimedJob job = completion.execution().job();
    log.warn(
        "job {} ({}) is dead after attempt {}, {}: {}",
        job.id(),
        job.type(),
        job.attempt(),
        reason,
        ErrorText.firstLine(completion.error()));
  }

  private void fenced(ClaimedJob job) {
    metrics.fenced();
    log.warn(
        "job {} ({}), attempt {}: its end was refused, since another has taken the job over",
        job.id(),
        job.type(),
        job.attempt());
    onFenced.accept(job.id());
  }
}

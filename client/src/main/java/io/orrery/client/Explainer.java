package io.orrery.client;

import io.orrery.DurationText;
import io.orrery.JobState;
import io.orrery.client.Explanation.Finding;
import io.orrery.client.Explanation.Gate;
import io.orrery.store.Situation;
import io.orrery.store.Situation.SlotHolder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Walks every gate that a job must pass, and says in sentences where it stands. */
final class Explainer {
  private final Situation job;
  private final boolean broker;
  private final List<Finding> findings = new ArrayList<>();

  private Explainer(Situation job, boolean broker) {
    this.job = job;
    this.broker = broker;
  }

  /**
   * @param broker whether this process reaches the broker
   */
  static Explanation explain(Situation job, boolean broker) {
    Explainer explainer = new Explainer(job, broker);
    switch (job.state()) {
      case SUCCEEDED, DEAD, CANCELLED -> explainer.ended();
      case RUNNING -> explainer.running();
      case SCHEDULED -> explainer.scheduled();
      case PENDING -> explainer.pending();
    }
    return new Explanation(job.id(), job.state(), explainer.findings);
  }

  private void ended() {
    // A job can succeed although somebody wanted it cancelled.
    String why = job.state() == JobState.SUCCEEDED ? "" : job.reason().map(", "::concat).orElse("");
    add(
        Gate.ENDED,
        "It has ended: %s %s ago%s, after %s."
            .formatted(
                job.state().name().toLowerCase(Locale.ROOT),
                since(job.finishedAt()),
                why,
                attempts()),
        job.state() == JobState.DEAD ? "See its attempts for what it died of, and replay it." : "");
  }

  private void running() {
    String worker = job.holder().orElse("a worker that is not known any more");
    add(
        Gate.RUNNING,
        "It runs: attempt %d, for %s, on %s."
            .formatted(job.attempts(), since(job.claimedAt()), worker),
        "");
    if (job.cancelRequested()) {
      add(
          Gate.CANCELLING,
          "It was asked to stop, and its handler has not ended yet.",
          "A handler that ignores its interrupt for 30 s is given up.");
    }
  }

  private void scheduled() {
    Instant due = job.runAt().orElse(job.at());
    boolean waits = due.isAfter(job.at());
    if (waits) {
      String why =
          job.attempts() == 0
              ? "It is delayed"
              : "It waits for its next attempt, after " + attempts();
      add(Gate.NOT_DUE, "%s: it is due in %s, at %s.".formatted(why, text(job.at(), due), due), "");
    } else {
      add(
          Gate.NOT_DUE,
          "It has been due for %s, and waits for the leader to make it pending."
              .formatted(text(due, job.at())),
          "");
    }
    noLeader("Nothing that waits on a clock gets on without one");
    workers();
  }

  private void pending() {
    if (!job.hasTurn()) {
      add(
          Gate.NOT_ADMITTED,
          "It was written in a caller's own transaction, and the leader gives it its turn within a"
              + " second or two.",
          "The caller's committed() makes it milliseconds.");
      noLeader("It gets no turn without one, unless its caller says committed()");
    }
    if (job.paused()) {
      add(
          Gate.PAUSED,
          "Its queue, " + job.queue() + ", is paused.",
          "Resume it: ./orrery queues resume " + job.queue());
    }
    workers();
    slots();
    if (job.ahead() > 0) {
      String others =
          job.ahead() >= Situation.MOST_AHEAD
              ? job.ahead() + " or more jobs of its queue come"
              : counted(job.ahead(), "job of its queue comes", "jobs of its queue come");
      add(Gate.IN_LINE, others + " first, by priority and age.", "");
    }
    broker();
    doorbell();
  }

  private void workers() {
    if (job.serving() == 0) {
      add(
          Gate.NO_WORKER,
          "No live worker serves its queue, " + job.queue() + ".",
          "Start one: ./orrery worker --queue " + job.queue());
    } else if (job.knowing() == 0) {
      add(
          Gate.UNKNOWN_TYPE,
          "%s its queue, %s, but none of them runs its type, %s."
              .formatted(
                  counted(job.serving(), "live worker serves", "live workers serve"),
                  job.queue(),
                  job.type()),
          "Start a worker with a handler of that type, or deploy the handler where they run.");
    }
  }

  private void slots() {
    if (job.knowing() > 0 && job.running() >= job.slots()) {
      String holders = job.holders().stream().map(this::holder).collect(Collectors.joining("; "));
      add(
          Gate.SLOTS_FULL,
          "All slots of its queue are taken (%d of %d)%s."
              .formatted(
                  job.running(),
                  job.slots(),
                  holders.isEmpty() ? "" : ", for longest by " + holders),
          "Wait, or give the queue more: ./orrery queues limit " + job.queue() + " N");
    }
  }

  private String holder(SlotHolder holder) {
    return "job %s (%s) on %s, for %s"
        .formatted(holder.id(), holder.type(), holder.worker(), text(holder.since(), job.at()));
  }

  private void broker() {
    if (!broker) {
      add(
          Gate.BROKER_AWAY,
          "The broker can't be reached from here. If workers can't reach it either, they look for"
              + " jobs in PostgreSQL every second or two.",
          "Look at RabbitMQ, and at ORRERY_AMQP_URI.");
    }
  }

  /** Only where nothing else stands in its way. */
  private void doorbell() {
    if (!findings.isEmpty()) {
      return;
    }
    String rung =
        job.rings() == 0
            ? ""
            : " It was rung for again " + counted(job.rings(), "time", "times") + ".";
    boolean overdue = job.relayAt().isEmpty() || !job.relayAt().get().isAfter(job.at());
    add(
        Gate.DOORBELL,
        "Nothing stands in its way: a worker should claim it in this moment." + rung,
        overdue
            ? "If its doorbell got lost, the leader rings again within seconds."
            : "If its doorbell got lost, the leader rings again in "
                + text(job.at(), job.relayAt().get())
                + " at the earliest.");
    noLeader("A doorbell that got lost is rung again by a leader alone");
  }

  private void noLeader(String consequence) {
    if (!job.led()) {
      add(
          Gate.NO_LEADER,
          "No coordinator leads. " + consequence + ".",
          "Start one: ./orrery coordinator");
    }
  }

  private void add(Gate gate, String says, String remedy) {
    findings.add(new Finding(gate, says, remedy));
  }

  private String attempts() {
    return counted(job.attempts(), "attempt", "attempts")
        + (job.failures() > 0
            ? " ("
                + counted(job.failures(), "failure", "failures")
                + " of the "
                + (job.maxRetries() + 1)
                + " that end it)"
            : "");
  }

  private String since(Optional<Instant> moment) {
    return moment.map(from -> text(from, job.at())).orElse("an unknown time");
  }

  private static String counted(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  private static String text(Instant from, Instant to) {
    Duration time = Duration.between(from, to);
    return time.compareTo(Duration.ofSeconds(1)) < 0
        ? "less than a second"
        : DurationText.of(time.truncatedTo(ChronoUnit.SECONDS));
  }
}

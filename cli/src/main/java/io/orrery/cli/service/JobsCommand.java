package io.orrery.cli.service;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.client.Explanation;
import io.orrery.client.JobWatch;
import io.orrery.client.Jobs;
import io.orrery.client.OrreryClient;
import io.orrery.report.JobEvent;
import io.orrery.report.LogPosition;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at single jobs, and cancels them. */
@Command(
    name = "jobs",
    mixinStandardHelpOptions = true,
    description = "Looks at single jobs, and cancels them.",
    synopsisSubcommandLabel = "COMMAND")
public final class JobsCommand implements Runnable {
  /** Longer than any job is watched: only its end, or Ctrl-C, ends the command. */
  private static final Duration ALWAYS = Duration.ofDays(10_000);

  /** What commands do with the jobs of a client; returns the exit code. */
  private interface Work {
    int on(Jobs jobs) throws InterruptedException;
  }

  @Spec private CommandSpec spec;

  /** Called without a subcommand. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints a job, its progress and its attempts.")
  int show(
      @Mixin Configured configured,
      @Parameters(paramLabel = "ID", converter = JobIdConverter.class) JobId id,
      @Option(names = "--json", description = "As one JSON object.") boolean json)
      throws InterruptedException {
    return with(
        configured,
        jobs ->
            jobs.find(id)
                .map(
                    status -> {
                      JobLines lines = new JobLines(status, jobs.progress(id), jobs.attempts(id));
                      (json ? lines.json() : lines.text()).forEach(out()::println);
                      return 0;
                    })
                .orElseGet(() -> unknown(id)));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Prints a job's log from its start, its progress and its state, live, until it has ended.",
        "The exit code is 0 if it has succeeded, else 1."
      })
  int tail(
      @Mixin Configured configured,
      @Parameters(paramLabel = "ID", converter = JobIdConverter.class) JobId id)
      throws InterruptedException {
    return with(configured, jobs -> jobs.find(id).isEmpty() ? unknown(id) : tail(jobs, id));
  }

  private int tail(Jobs jobs, JobId id) throws InterruptedException {
    AtomicReference<Optional<JobState>> last = new AtomicReference<>(Optional.empty());
    try (JobWatch watch = jobs.watch(id, LogPosition.START, event -> print(event, last))) {
      boolean ended = watch.awaitEnd(ALWAYS);
      return ended && last.get().equals(Optional.of(JobState.SUCCEEDED)) ? 0 : 1;
    }
  }

  /** On the watch's thread alone. */
  private void print(JobEvent event, AtomicReference<Optional<JobState>> last) {
    out().println(EventLine.of(event));
    out().flush();
    if (event instanceof JobEvent.Moved moved) {
      last.set(Optional.of(moved.state()));
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Says why a job does not run, and what to do about it.")
  int explain(
      @Mixin Configured configured,
      @Parameters(paramLabel = "ID", converter = JobIdConverter.class) JobId id)
      throws InterruptedException {
    return with(
        configured,
        jobs -> {
          Optional<Explanation> explanation = jobs.explain(id);
          explanation.ifPresent(out()::println);
          return explanation.isPresent() ? 0 : unknown(id);
        });
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Cancels a job that waits, and asks one that runs to stop.",
        "The exit code is 1 if it had ended already."
      })
  int cancel(
      @Mixin Configured configured,
      @Parameters(paramLabel = "ID", converter = JobIdConverter.class) JobId id,
      @Option(names = "--reason", required = true, description = "Kept with the job.")
          String reason)
      throws InterruptedException {
    return with(
        configured,
        jobs -> {
          if (jobs.cancel(id, reason)) {
            out().println("cancelled, or asked to stop: " + id);
            return 0;
          }
          err().println("orrery: job " + id + " has ended already, or there is no such job");
          return 1;
        });
  }

  private int unknown(JobId id) {
    err().println("orrery: there is no job " + id + ", or retention has deleted it");
    return 1;
  }

  private static int with(Configured configured, Work work) throws InterruptedException {
    try (OrreryClient client = OrreryClient.connect(configured.read())) {
      return work.on(client.jobs());
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}

package io.orrery.cli.demo;

import io.orrery.JobId;
import io.orrery.Printable;
import io.orrery.testing.servers.Servers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs real jobs through the real path on private servers, and accounts for every one of them. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Runs jobs on private servers: each file under DIR is fingerprinted, and a few odd jobs fail, wait and die.")
public final class DemoCommand implements Callable<Integer> {
  /**
   * A run in which nothing ends for so long is stuck: far longer than a lost worker's lease and
   * every backoff here.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** What a shell shows of a process that Ctrl-C ended. */
  private static final int INTERRUPTED = 130;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "The folder whose files are read. Default: the project's own sources.")
  private @Nullable Path folder;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "So many fingerprint jobs, files in turn. Default: one per file.")
  private @Nullable Long jobs;

  @Option(
      names = "--broker",
      paramLabel = "BROKER",
      description = "${COMPLETION-CANDIDATES}. Default: rabbitmq where it can be had.")
  private @Nullable BrokerChoice broker;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write each file's result to FILE as lines of JSON.")
  private @Nullable Path reportFile;

  @Override
  public Integer call() throws Exception {
    Workload workload = workload(files());
    try (Report report = reportFile == null ? null : Report.to(reportFile);
        Interruption interruption = Interruption.watched()) {
      return run(interruption, workload, report);
    }
  }

  private int run(Interruption interruption, Workload workload, @Nullable Report report)
      throws Exception {
    Summary summary = new Summary(spec.commandLine().getOut());
    try (DemoServers servers = DemoServers.start(Servers.open(), Optional.ofNullable(broker));
        Ledger ledger = new Ledger(servers.config().postgres())) {
      Optional<Map<JobId, String>> enqueued;
      try (Fleet fleet = Fleet.start(servers.config())) {
        String where = servers.description();
        enqueued = interruption.cutShort(() -> work(where, fleet, ledger, workload));
      }
      if (enqueued.isEmpty()) {
        summary.interrupted(ledger.progress(), workload.size(), terminal());
        return INTERRUPTED;
      }
      boolean complete = account(summary, ledger, enqueued.get());
      if (report != null) {
        report.write(ledger);
      }
      return complete ? 0 : 1;
    }
  }

  /** Returns all jobs, once they have ended. */
  private Map<JobId, String> work(String where, Fleet fleet, Ledger ledger, Workload workload)
      throws SQLException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    out.println("Orrery demo on " + where);
    out.flush();
    Progress progress = new Progress(out, terminal(), workload.size());
    workload.enqueue(fleet.client(), progress::enqueued);
    progress.follow(ledger, PATIENCE);
    return workload.enqueued();
  }

  private static boolean account(Summary summary, Ledger ledger, Map<JobId, String> enqueued)
      throws SQLException {
    summary.table(enqueued, ledger.byType());
    summary.deaths(ledger.deaths());
    return summary.verdict(enqueued, ledger.missing(enqueued));
  }

  private static boolean terminal() {
    return Boolean.getBoolean("orrery.terminal");
  }

  private List<Path> files() throws IOException {
    if (folder == null) {
      return SourceFiles.ofProject(Path.of(System.getProperty("orrery.home", ".")));
    }
    if (!Files.isDirectory(folder)) {
      throw refused("DIR " + folder + " is no folder: name one whose files should be read");
    }
    return SourceFiles.under(folder);
  }

  private Workload workload(List<Path> files) {
    long count = jobs == null ? files.size() : jobs;
    if (count < 0) {
      throw refused("--jobs is " + count + ": use 0 or more");
    }
    if (files.isEmpty() && count > 0) {
      throw refused("there is no file under " + folder + " to make " + count + " jobs from");
    }
    return new Workload(files, count);
  }

  private ParameterException refused(String why) {
    return new ParameterException(spec.commandLine(), Printable.line(why));
  }
}

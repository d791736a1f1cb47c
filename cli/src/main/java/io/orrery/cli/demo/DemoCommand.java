package io.orrery.cli.demo;

import io.orrery.JobId;
import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
  private @Nullable Path report;

  @Override
  public Integer call() throws Exception {
    List<Path> files = files();
    long count = jobs == null ? files.size() : jobs;
    check(files, count);
    try (Interruption interruption = Interruption.watched()) {
      return run(interruption, files, count);
    }
  }

  private int run(Interruption interruption, List<Path> files, long count) throws Exception {
    try (DemoServers servers = DemoServers.start(Optional.ofNullable(broker));
        Ledger ledger = new Ledger(servers.config().postgres())) {
      Optional<Map<JobId, String>> enqueued;
      try (Fleet fleet = Fleet.start(servers.config())) {
        String where = servers.description();
        enqueued = interruption.cutShort(() -> work(where, fleet, ledger, files, count));
      }
      if (enqueued.isEmpty()) {
        return interrupted(ledger.progress());
      }
      return account(ledger, enqueued.get()) ? 0 : 1;
    }
  }

  /** Returns all jobs, once they have ended. */
  private Map<JobId, String> work(
      String where, Fleet fleet, Ledger ledger, List<Path> files, long count)
      throws SQLException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    out.println("Orrery demo on " + where);
    out.flush();
    Workload workload = new Workload();
    workload.enqueue(fleet.client(), files, count);
    new Progress(out, terminal()).follow(ledger, workload.enqueued().size(), PATIENCE);
    return workload.enqueued();
  }

  private boolean account(Ledger ledger, Map<JobId, String> enqueued)
      throws IOException, SQLException {
    Summary summary = new Summary(spec.commandLine().getOut());
    summary.table(enqueued, ledger.byType());
    summary.deaths(ledger.deaths());
    if (report != null) {
      new Report(new Codec(CodecLimits.DEFAULT)).write(ledger, report);
    }
    return summary.verdict(enqueued, ledger.missing(enqueued));
  }

  private int interrupted(Ledger.Progress now) {
    PrintWriter out = spec.commandLine().getOut();
    if (terminal()) {
      out.println(); // The bar stands in its line, and the terminal has put ^C behind it.
    }
    out.printf(Locale.ROOT, "interrupted: %,d of %,d jobs were done%n", now.ended(), now.total());
    out.flush();
    return INTERRUPTED;
  }

  private static boolean terminal() {
    return Boolean.getBoolean("orrery.terminal");
  }

  private List<Path> files() throws IOException {
    if (folder == null) {
      return SourceFiles.ofProject(Path.of(System.getProperty("orrery.home", ".")));
    }
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new ParameterException(
          spec.commandLine(),
          "DIR " + folder + " is no folder: name one whose files should be read");
    }
    return SourceFiles.under(folder);
  }

  private void check(List<Path> files, long count) {
    if (count < 0) {
      throw new ParameterException(spec.commandLine(), "--jobs is " + count + ": use 0 or more");
    }
    if (files.isEmpty() && count > 0) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no file under " + folder + " to make " + count + " jobs from");
    }
    if (report != null) {
      checkReport(report.toAbsolutePath());
    }
  }

  /** A run of minutes must not end on this. */
  private void checkReport(Path file) {
    if (Files.isDirectory(file)) {
      throw new ParameterException(
          spec.commandLine(), "--report " + file + " is a folder: name a file in it");
    }
    if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
      throw new ParameterException(
          spec.commandLine(), "--report " + file + ": its folder does not exist");
    }
  }
}

package io.orrery.cli;

import io.orrery.config.OrreryConfig;
import io.orrery.store.PostgresStore;
import io.orrery.store.TestDatabase;
import io.orrery.store.WorkerRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The command as a shell sees it, on a database of its own and a broker within this JVM. */
final class Cli implements AutoCloseable {
  final TestDatabase database = TestDatabase.create();
  final OrreryConfig config = database.config().build();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Path file;

  /**
   * @param folder where its configuration goes
   */
  Cli(Path folder) throws IOException {
    file =
        Files.createFile(
            folder.resolve("orrery.properties"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        """
        orrery.postgres.url=%s
        orrery.postgres.user=%s
        orrery.postgres.password=%s
        orrery.amqp.uri=%s
        """
            .formatted(database.url(), database.user(), database.password(), config.broker()));
  }

  /** Returns the exit code. What was printed before is forgotten. */
  int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--config", file.toString()));
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  /** As if a worker served that runs jobs of these types. */
  void aWorkerRuns(String... types) {
    try (PostgresStore store = database.open()) {
      WorkerRow row =
          new WorkerRow(UUID.randomUUID(), "stand-in", Map.of("default", 1), List.of(types));
      store.runs().register(row, Duration.ofMinutes(5));
    }
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  @Override
  public void close() {
    database.close();
  }
}

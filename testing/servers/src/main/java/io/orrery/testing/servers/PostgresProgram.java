package io.orrery.testing.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PostgreSQL from the binaries that Zonky publishes. */
record PostgresProgram(Path binaries, Endpoint endpoint) implements Program {

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public void initialize(Path folder, ServiceAccount account) throws IOException {
    Path password = folder.resolve("password");
    account.write(password, List.of(endpoint.password()));
    Command initdb =
        new Command(
            binary("initdb"),
            "--pgdata=" + data(folder),
            "--username=" + endpoint.user(),
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-locale",
            // Spares only the flush of the new, empty files; the server that then runs on them
            // flushes as it must.
            "--no-sync");
    Shell.output(account.process(initdb, folder));
    Files.delete(password);
  }

  @Override
  public Command command(Path folder) {
    List<String> words = new ArrayList<>();
    words.addAll(
        List.of(binary("postgres"), "-D", data(folder), "-p", Integer.toString(endpoint.port())));
    words.addAll(List.of("-c", "listen_addresses=" + endpoint.host()));
    words.addAll(List.of("-c", "unix_socket_directories="));
    words.addAll(Postgres.OPTIONS);
    return new Command(words, Map.of());
  }

  @Override
  public void probe() throws IOException {
    Postgres.probe(endpoint);
  }

  /** An immediate shutdown: no checkpoint, but the shared memory is given back. */
  @Override
  public String endingSignal() {
    return "QUIT";
  }

  private String binary(String name) {
    return binaries.resolve("bin").resolve(name).toString();
  }

  private static String data(Path folder) {
    return folder.resolve("data").toString();
  }
}

package io.orrery.testing.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Servers from binaries: PostgreSQL's come with the build, RabbitMQ's and Redis' are installed on
 * the machine.
 */
final class InstalledServers implements Servers {
  private final Janitor janitor;
  private final OnFirstUse<PostgresServer> postgres;

  private InstalledServers(InstalledServer.Place place) {
    this.janitor = place.janitor();
    this.postgres = new OnFirstUse<>(() -> startPostgres(place));
  }

  static Servers open() {
    try {
      ServiceAccount account = ServiceAccount.current();
      Path folder = Files.createTempDirectory("orrery-servers-").toRealPath();
      account.own(folder);
      return new InstalledServers(new InstalledServer.Place(folder, account, Janitor.of(folder)));
    } catch (IOException e) {
      throw new ServerFailed("making a folder for the servers", e);
    }
  }

  @Override
  public PostgresServer postgres() {
    return postgres.get();
  }

  @Override
  public RabbitServer rabbitmq() {
    throw new UnsupportedOperationException("not yet");
  }

  @Override
  public RedisServer redis() {
    throw new UnsupportedOperationException("not yet");
  }

  @Override
  public String choice() {
    return "installed binaries";
  }

  @Override
  public void close() {
    janitor.close();
  }

  private static PostgresServer startPostgres(InstalledServer.Place place) {
    Endpoint endpoint = Endpoint.at(Endpoint.LOOPBACK, FreePorts.next());
    Server process =
        InstalledServer.start(new PostgresProgram(PostgresBinaries.unpacked(), endpoint), place);
    return new Postgres(process, endpoint);
  }
}

package io.orrery.store;

import java.sql.ResultSet;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;

/** Elects through the one row of {@code orrery.leadership}. */
final class PostgresLeadership implements Leadership {
  private static final Sql ELECT = Sql.named("elect");
  private static final Sql RENEW = Sql.named("renew");
  private static final Sql RELEASE = Sql.named("release_leadership");
  private static final Sql LAPSED = Sql.named("lapsed");

  private final Database database;

  PostgresLeadership(Database database) {
    this.database = database;
  }

  @Override
  public OptionalLong elect(UUID coordinator, Duration lease) {
    // A lost reply leaves an epoch that nobody uses until its lease ends: safe, so it need not be
    // repeatable.
    return database.once(
        "elect a leader",
        connection -> {
          try (Bound elect =
                  ELECT
                      .on(connection)
                      .set("leader", coordinator)
                      .set("lease_ms", lease.toMillis());
              ResultSet row = elect.query()) {
            return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
          }
        });
  }

  @Override
  public boolean renew(UUID coordinator, long epoch, Duration lease) {
    return database.once(
        "renew the leader's lease",
        connection -> {
          try (Bound renew =
                  RENEW
                      .on(connection)
                      .set("leader", coordinator)
                      .set("epoch", epoch)
                      .set("lease_ms", lease.toMillis());
              ResultSet row = renew.query()) {
            return row.next();
          }
        });
  }

  @Override
  public void release(UUID coordinator, long epoch) {
    database.repeatable(
        "release the leader's lease",
        connection -> {
          try (Bound release =
              RELEASE.on(connection).set("leader", coordinator).set("epoch", epoch)) {
            return release.update();
          }
        });
  }

  @Override
  public Duration lapsedFor() {
    return database.repeatable(
        "read the leader's lease",
        connection -> {
          try (Bound lapsed = LAPSED.on(connection);
              ResultSet row = lapsed.query()) {
            row.next();
            return Duration.ofMillis(row.getLong(1));
          }
        });
  }
}

package io.orrery.store;

import java.sql.ResultSet;
import java.time.Duration;
import java.util.UUID;

/**
 * The one row of {@code orrery.leader_lock}. Nothing is repeated: whoever asks is in a hurry, and
 * asks again soon.
 */
final class PostgresLockRow implements LockRow {
  private static final Sql TAKE = Sql.named("lock_take");
  private static final Sql RENEW = Sql.named("lock_renew");
  private static final Sql RELEASE = Sql.named("lock_release");
  private static final Sql RELEASES = Sql.named("lock_releases");

  private final Database database;

  PostgresLockRow(Database database) {
    this.database = database;
  }

  @Override
  public boolean take(UUID candidate, Duration ttl) {
    return hold(TAKE, "take", candidate, ttl);
  }

  @Override
  public boolean renew(UUID candidate, Duration ttl) {
    return hold(RENEW, "renew", candidate, ttl);
  }

  @Override
  public void release(UUID candidate) {
    database.once(
        "release the leader's lock",
        connection -> {
          try (Bound release = RELEASE.on(connection).set("me", candidate)) {
            return release.update();
          }
        });
  }

  @Override
  public Releases releases(UUID candidate) {
    return database.once(
        "watch the leader's lock",
        connection -> {
          try (Bound releases = RELEASES.on(connection);
              ResultSet row = releases.query()) {
            row.next();
            return new Releases(
                row.getLong("releases"), candidate.equals(row.getObject("releaser", UUID.class)));
          }
        });
  }

  private boolean hold(Sql sql, String doing, UUID candidate, Duration ttl) {
    return database.once(
        doing + " the leader's lock",
        connection -> {
          try (Bound hold = sql.on(connection).set("me", candidate).set("ttl_ms", ttl.toMillis())) {
            return hold.update() == 1;
          }
        });
  }
}

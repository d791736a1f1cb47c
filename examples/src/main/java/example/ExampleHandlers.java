package example;

import io.orrery.Handler;
import io.orrery.config.OrreryConfig;
import io.orrery.config.PostgresConfig;
import io.orrery.worker.HandlerModule;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes these handlers for {@code ./orrery worker}, which finds it through ServiceLoader. */
public final class ExampleHandlers implements HandlerModule {
  @Override
  public List<Handler<?, ?>> handlers(OrreryConfig config) {
    return List.of(
        new SendEmail(ExampleHandlers::print), new ChargeCard(database(config.postgres())));
  }

  /** Stands in for a mail server. */
  private static String print(String to, String subject, String body, String idempotencyKey) {
    System.out.println("mail to " + to + ": " + subject);
    return idempotencyKey;
  }

  private static DataSource database(PostgresConfig postgres) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(postgres.url());
    postgres.user().ifPresent(database::setUser);
    postgres.password().ifPresent(database::setPassword);
    return database;
  }
}

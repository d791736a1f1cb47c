package io.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.store.StoreUnavailable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Connections die under load, so that nobody knows which commits took effect. */
class LostConnectionTest extends ClientTest {
  private static final String KILL_OURS =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity, pg_sleep(0.05) WHERE datname = current_database() AND application_name = 'orrery-client'";

  private static final int CALLERS = 200;
  private static final int CALLS = 10;

  @Test
  void whatReturnedIsThereOnceAndNothingElse() throws Exception {
    AtomicInteger left = new AtomicInteger(CALLERS);
    FutureTask<Integer> killing = new FutureTask<>(() -> killWhile(left));
    Thread.ofPlatform().start(killing);

    List<List<Optional<String>>> returned = Crowd.call(CALLERS, i -> enqueueMany(i, left));

    List<String> ids = returned.stream().flatMap(List::stream).flatMap(Optional::stream).toList();
    List<String> rows = database.column("SELECT id FROM orrery.job");
    assertThat(killing.get()).isPositive();
    assertThat(rows).containsAll(ids);
    assertThat(database.number("SELECT count(*) - count(DISTINCT arguments) FROM orrery.job"))
        .isZero();
  }

  /** Ids of what returned; empty where the outcome is unknown. */
  private List<Optional<String>> enqueueMany(int caller, AtomicInteger left) {
    try {
      return IntStream.range(0, CALLS)
          .mapToObj(call -> enqueue(new Mail(caller + "/" + call)))
          .toList();
    } finally {
      left.decrementAndGet();
    }
  }

  private Optional<String> enqueue(Mail mail) {
    try {
      return Optional.of(client.enqueue(MAIL, mail).id().toString());
    } catch (StoreUnavailable e) {
      return Optional.empty();
    }
  }

  private int killWhile(AtomicInteger left) {
    int killed = 0;
    while (left.get() > 0) {
      killed += database.column(KILL_OURS).size();
    }
    return killed;
  }
}

package io.orrery.client;

import io.orrery.store.TestDatabase;

/** Many dead letters at once. */
final class DeadRowsOf {
  private DeadRowsOf() {}

  /** Of type {@code send-email}, dead since now. */
  static void insert(TestDatabase database, int count) {
    database.execute(
        """
        INSERT INTO orrery.job (id, created_at, finished_at, state, fence, attempts, failures, queue, type, error_type, reason,
                                priority, max_retries, arguments)
        SELECT gen_random_uuid(), clock_timestamp(), clock_timestamp(), 'DEAD', 1, 1, 1, 'default', 'send-email',
               'java.io.IOException', 'RETRIES_EXHAUSTED', 5, 5, '\\x81a2746fa3616e6e'
        FROM generate_series(1, %d)
        """
            .formatted(count));
  }
}

package io.orrery.client;

import java.sql.SQLException;

/**
 * An enqueue failed in the caller's own transaction, which can't go on: PostgreSQL has aborted it,
 * or its connection is lost. Roll it back; nothing of it is written.
 */
public final class TransactionBroken extends RuntimeException {
  private static final long serialVersionUID = 1;

  TransactionBroken(String doing, SQLException cause) {
    super(
        "could not %s in the caller's transaction, roll it back: %s"
            .formatted(doing, cause.getMessage()),
        cause);
  }
}

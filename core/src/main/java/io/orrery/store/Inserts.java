package io.orrery.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/**
 * How jobs come to be. Safe for many threads. What is written in its own commit may be repeated
 * with the same ids, and does nothing then.
 */
public interface Inserts {
  /**
   * Writes jobs without a unique key, in one commit: all of them or none. They are due to be rung
   * on return.
   *
   * @throws StoreUnavailable if PostgreSQL can't be reached; whether they were written is then
   *     unknown
   */
  void insert(Collection<NewJob> jobs);

  /**
   * Writes a job with a unique key, in its own commit, unless an unfinished job of its type holds
   * the key.
   */
  UniqueInsert insertUnique(NewJob job);

  /**
   * Writes jobs in the caller's transaction; the relay rings within 2 s of the commit, whoever
   * commits.
   */
  void insert(Connection transaction, Collection<NewJob> jobs) throws SQLException;

  /** {@link #insertUnique} in the caller's transaction. */
  UniqueInsert insertUnique(Connection transaction, NewJob job) throws SQLException;
}

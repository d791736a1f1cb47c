package io.orrery.client;

/**
 * Enqueues in a transaction of the caller's; see {@link OrreryClient#within}. Not safe for many
 * threads, as its connection is not.
 *
 * <p>What fails in PostgreSQL is thrown as {@link TransactionBroken}, whatever it is: nothing is
 * tried again, since the transaction is the caller's. {@link IllegalStateException} says that
 * auto-commit was switched on in the meantime; nothing was written then. All else is as {@link
 * Enqueuer} has it.
 */
public interface TransactionEnqueuer extends Enqueuer {
  /**
   * Says that the transaction has committed, so that workers hear of its jobs at once. Optional:
   * the coordinator finds them within 2 s by itself. Never call it before the commit.
   */
  void committed();
}

package io.orrery.worker;

/** The handler called completeInTransaction and returned, but its transaction did not commit. */
final class NotCommitted extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotCommitted() {
    super(
        "the handler returned after completeInTransaction, but its transaction had not committed:"
            + " commit before returning; after a rollback, throw",
        null,
        true,
        false);
  }
}

package io.orrery.client;

/** The client was called after its close. */
public final class ClientClosed extends IllegalStateException {
  private static final long serialVersionUID = 1;

  ClientClosed() {
    super("this OrreryClient is closed: connect a new one, and close it when the process ends");
  }
}

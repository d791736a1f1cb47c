package io.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers are interrupted while a stranger's lock keeps every insert waiting. */
class InterruptTest extends ClientTest {
  private Connection stranger;

  @BeforeEach
  void lockTheTable() throws SQLException {
    stranger = database.connect();
    stranger.setAutoCommit(false);
    try (Statement lock = stranger.createStatement()) {
      lock.execute("LOCK TABLE orrery.job IN EXCLUSIVE MODE");
    }
  }

  @AfterEach
  void closeStranger() throws SQLException {
    stranger.close();
  }

  @Test
  void onTheWireTheOutcomeIsUnknownAndStrangersAreNotHurt() throws Exception {
    Caller first = new Caller();
    awaitBlocked(1);
    Caller second = new Caller();
    awaitBlocked(2);

    first.thread.interrupt();
    CallInterrupted interrupted = (CallInterrupted) first.outcome.get();
    stranger.commit();

    assertThat(interrupted.nothingWritten()).isFalse();
    assertThat(interrupted).hasMessageContaining("is unknown");
    assertThat(first.flagAfterwards).isTrue();
    assertThat(second.outcome.get()).isInstanceOf(JobHandle.class);
    await().atMost(SOON).until(() -> jobs() == 2);
  }

  @Test
  void beforeTheWireNothingIsWritten() throws Exception {
    List<Caller> onTheWire = new ArrayList<>();
    for (int wire = 1; wire <= config.client().connections(); wire++) {
      onTheWire.add(new Caller());
      awaitBlocked(wire);
    }
    Caller gathering = new Caller();
    await().atMost(SOON).until(() -> gathering.thread.getState() == Thread.State.WAITING);

    gathering.thread.interrupt();
    CallInterrupted interrupted = (CallInterrupted) gathering.outcome.get();
    stranger.commit();

    assertThat(interrupted.nothingWritten()).isTrue();
    for (Caller caller : onTheWire) {
      assertThat(caller.outcome.get()).isInstanceOf(JobHandle.class);
    }
    assertThat(jobs()).isEqualTo(onTheWire.size());
  }

  private void awaitBlocked(int statements) {
    await().atMost(SOON).until(() -> blocked() >= statements);
  }

  /** Enqueues on a virtual thread, whose interrupt would close the socket that it reads. */
  private final class Caller {
    final CompletableFuture<Object> outcome = new CompletableFuture<>();
    volatile boolean flagAfterwards;
    final Thread thread = Thread.ofVirtual().start(this::call);

    private void call() {
      try {
        outcome.complete(client.enqueue(MAIL, TO_ANN));
      } catch (RuntimeException e) {
        flagAfterwards = Thread.currentThread().isInterrupted();
        outcome.complete(e);
      }
    }
  }
}

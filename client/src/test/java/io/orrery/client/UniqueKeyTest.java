package io.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orrery.JobType;
import io.orrery.store.StoreBusy;
import io.orrery.store.StoreUnavailable;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UniqueKeyTest extends ClientTest {
  @Test
  void ofManyCallersAtOnceOneMakesTheJob() {
    List<JobHandle<Receipt>> handles = Crowd.call(64, i -> welcome());

    assertThat(jobs()).isEqualTo(1);
    assertThat(handles).extracting(JobHandle::id).containsOnly(handles.getFirst().id());
    assertThat(handles).filteredOn(handle -> !handle.wasDuplicate()).hasSize(1);
  }

  @Test
  void aDuplicateIsNotRungFor() {
    JobHandle<Receipt> first = welcome();
    JobHandle<Receipt> second = welcome();
    JobHandle<Receipt> later = client.enqueue(MAIL, TO_ANN);

    ears.awaitJobs(2);
    assertThat(second.wasDuplicate()).isTrue();
    assertThat(ears.rung()).containsExactly(first.id(), later.id());
  }

  @Test
  void aKeyIsFreeAgainOnceItsJobHasEnded() {
    JobHandle<Receipt> first = welcome();
    first.cancel("start over");

    JobHandle<Receipt> second = welcome();

    assertThat(second.wasDuplicate()).isFalse();
    assertThat(second.id()).isNotEqualTo(first.id());
  }

  @Test
  void aKeyBelongsToItsType() {
    welcome();

    JobHandle<Receipt> other =
        client.enqueue(
            JobType.of("send-letter", Mail.class, Receipt.class),
            TO_ANN,
            o -> o.uniqueKey("welcome:42"));

    assertThat(other.wasDuplicate()).isFalse();
  }

  @Test
  void whoeverWaitsForAKeyHoldsUpNobodyElse() throws Exception {
    try (Connection stranger = database.connect()) {
      stranger.setAutoCommit(false);
      client.within(stranger).enqueue(MAIL, TO_ANN, o -> o.uniqueKey("welcome:42"));
      AtomicInteger answered = new AtomicInteger();
      FutureTask<List<Integer>> waiting =
          new FutureTask<>(() -> Crowd.call(50, i -> welcomeOrGiveUp(answered)));
      Thread.ofVirtual().start(waiting);
      await().atMost(SOON).until(() -> blocked() > 0);

      Crowd.call(100, i -> client.enqueue(MAIL, TO_ANN));

      // Each takes seconds: behind all of them, the hundred would have waited for minutes.
      assertThat(answered).hasValueLessThan(25);
      stranger.commit();
      waiting.get();
      assertThat(jobs()).isEqualTo(101);
    }
  }

  @Test
  void aKeyThatAStrangerHoldsForLongEndsTheWait() throws Exception {
    try (Connection stranger = database.connect()) {
      stranger.setAutoCommit(false);
      client.within(stranger).enqueue(MAIL, TO_ANN, o -> o.uniqueKey("welcome:42"));

      assertThatThrownBy(this::welcome)
          .isInstanceOf(StoreBusy.class)
          .hasMessageContaining("lock timeout");
    }
  }

  private int welcomeOrGiveUp(AtomicInteger answered) {
    try {
      welcome();
    } catch (StoreUnavailable e) {
      // The stranger held the key for too long.
    }
    return answered.incrementAndGet();
  }

  private JobHandle<Receipt> welcome() {
    return client.enqueue(MAIL, TO_ANN, o -> o.uniqueKey("welcome:42"));
  }
}

package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.JobState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CancelTest extends StoreTest {
  private final Cancels cancels = store.cancels();

  @Test
  void aRepeatAfterALostReplySaysWhatTheFirstDid() {
    JobId waiting = pending(1).getFirst();
    JobId running = running(1).getFirst().id();
    cancels.cancel(waiting, "no longer needed");
    cancels.cancel(running, "no longer needed");

    assertThat(cancels.cancel(waiting, "no longer needed")).contains(JobState.CANCELLED);
    assertThat(cancels.cancel(running, "no longer needed")).contains(JobState.RUNNING);
  }

  @Test
  void aRepeatOfACancelThatARunningJobObeyedSaysSo() {
    ClaimedJob job = running(1).getFirst();
    cancels.cancel(job.id(), "no longer needed");
    runs.end(
        List.of(
            new Ending(
                job.held(),
                Ending.Kind.RELEASE,
                Ending.Outcome.CANCELLED,
                null,
                null,
                Duration.ZERO)));

    assertThat(cancels.cancel(job.id(), "no longer needed")).contains(JobState.CANCELLED);
  }

  @Test
  void anotherCancelOfWhatHasEndedDoesNothing() {
    JobId cancelled = pending(1).getFirst();
    cancels.cancel(cancelled, "first");
    ClaimedJob done = running(1).getFirst();
    runs.succeed(List.of(new Success(done.held(), null)));

    assertThat(cancels.cancel(cancelled, "second")).isEqualTo(Optional.empty());
    assertThat(cancels.cancel(done.id(), "second")).isEqualTo(Optional.empty());
    assertThat(cancels.cancel(JobId.next(), "second")).isEqualTo(Optional.empty());
  }
}

package io.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.orrery.JobId;
import io.orrery.JobType;
import io.orrery.store.StoreRefused;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedCommitTest extends ClientTest {
  @Test
  void concurrentCallersShareCommits() {
    List<JobId> written = Crowd.call(5_000, i -> client.enqueue(MAIL, TO_ANN).id());

    assertThat(written).doesNotHaveDuplicates().hasSize(5_000);
    assertThat(jobs()).isEqualTo(5_000);
    assertThat(commits()).isLessThan(1_000);
  }

  @Test
  void aLoneCallerWaitsForNobody() {
    client.enqueue(MAIL, TO_ANN);
    client.enqueue(MAIL, TO_ANN);

    assertThat(commits()).isEqualTo(2);
  }

  @Test
  void everyJobOfASharedCommitIsRungForOnce() {
    List<JobId> written = Crowd.call(1_000, i -> client.enqueue(MAIL, TO_ANN).id());

    ears.awaitJobs(1_000);
    assertThat(ears.rung()).containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void aJobThatPostgresRefusesHurtsNobodyBesideIt() {
    database.execute("ALTER TABLE orrery.job ADD CONSTRAINT no_poison CHECK (type <> 'poison')");
    JobType<Mail, Receipt> poison = JobType.of("poison", Mail.class, Receipt.class);

    List<Throwable> failures =
        Crowd.call(
            1_000, i -> catchThrowable(() -> client.enqueue(i % 250 == 0 ? poison : MAIL, TO_ANN)));

    assertThat(IntStream.range(0, 1_000).filter(i -> failures.get(i) != null))
        .containsExactly(0, 250, 500, 750);
    assertThat(failures.getFirst())
        .isInstanceOf(StoreRefused.class)
        .hasMessageContaining("no_poison");
    assertThat(jobs()).isEqualTo(996);
  }

  /** The audit keeps the transaction of each change. */
  private long commits() {
    return database.number("SELECT count(DISTINCT xid) FROM orrery.job_audit");
  }
}

package io.orrery.client;

import static io.orrery.Priority.HIGH;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.Handler;
import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.JobState;
import io.orrery.JobStatus;
import io.orrery.broker.Doorbell;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnqueueTest extends ClientTest {
  @JobHandler(type = "resize", queue = "images", maxRetries = 2, timeout = "90s")
  private static final class Resize implements Handler<Mail, Receipt> {
    @Override
    public Receipt handle(Mail arguments, JobContext job) {
      return new Receipt(arguments.to());
    }
  }

  @Test
  void theJobIsInTheDatabaseOnReturn() {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);

    assertThat(row(sent.id(), "state")).isEqualTo("PENDING");
    assertThat(row(sent.id(), "type")).isEqualTo("send-email");
    assertThat(sent.wasDuplicate()).isFalse();
  }

  @Test
  void aHandlersClassGivesTypeAndDefaults() {
    JobStatus job = client.enqueue(Resize.class, TO_ANN).status();

    assertThat(job.type()).isEqualTo("resize");
    assertThat(job.queue().value()).isEqualTo("images");
    assertThat(job.maxRetries()).isEqualTo(2);
    assertThat(row(job.id(), "timeout")).isEqualTo("00:01:30");
  }

  @Test
  void theJobIsRungForAfterTheCommit() {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN, o -> o.priority(HIGH));

    List<Doorbell> heard = ears.awaitJobs(1);

    assertThat(heard).hasSize(1);
    assertThat(heard.getFirst().jobs()).containsExactly(sent.id());
    assertThat(heard.getFirst().priority()).isEqualTo(HIGH.level());
  }

  @Test
  void optionsReachTheRow() {
    JobHandle<Receipt> sent =
        client.enqueue(
            MAIL,
            TO_ANN,
            o -> o.queue("slow").priority(HIGH).maxRetries(9).noTimeout().tag("a").tag("b"));

    assertThat(row(sent.id(), "queue")).isEqualTo("slow");
    assertThat(row(sent.id(), "priority")).isEqualTo("8");
    assertThat(row(sent.id(), "max_retries")).isEqualTo("9");
    assertThat(row(sent.id(), "timeout")).isNull();
    assertThat(sent.status().tags()).containsExactly("a", "b");
  }

  @Test
  void aDelayIsCountedByTheDatabasesClock() {
    database.moveClock(Duration.ofDays(1));

    JobStatus job = client.enqueue(MAIL, TO_ANN, o -> o.in(Duration.ofHours(1))).status();

    assertThat(job.state()).isEqualTo(JobState.SCHEDULED);
    assertThat(job.runAt()).hasValue(job.createdAt().plus(Duration.ofHours(1)));
  }

  @Test
  void aTimeInThePastMeansNow() {
    JobHandle<Receipt> sent =
        client.enqueue(MAIL, TO_ANN, o -> o.at(Instant.parse("2020-01-01T00:00:00Z")));

    assertThat(sent.status().state()).isEqualTo(JobState.PENDING);
    ears.awaitJobs(1);
  }

  @Test
  void aHandleFromElsewhereShowsTheSameJob() {
    JobHandle<Receipt> sent = client.enqueue(MAIL, TO_ANN);

    try (OrreryClient other = OrreryClient.connect(config)) {
      assertThat(other.handle(sent.id(), MAIL).status()).isEqualTo(sent.status());
    }
  }
}

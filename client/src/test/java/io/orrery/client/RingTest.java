package io.orrery.client;

import static io.orrery.Priority.HIGH;
import static io.orrery.Priority.LOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.EnqueueOptions;
import io.orrery.JobId;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Brokers;
import io.orrery.broker.Doorbell;
import io.orrery.broker.Hint;
import io.orrery.config.ClientTuning;
import io.orrery.store.NewJob;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RingTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final URI uri = URI.create("memory:ring-" + JobId.next());
  private final Ears ears = Ears.on(uri);
  private final Broker broker = Brokers.connect(uri, "ringer", new BrokerEvents() {});
  private final Ringer ringer =
      new Ringer(broker, Clock.fixed(NOON, ZoneOffset.UTC), new ClientTuning(2, 500, 32, 100));

  @AfterEach
  void closeAll() {
    broker.close();
    ears.close();
  }

  @Test
  void aDoorbellRingsForManyJobsOfOneCommit() {
    List<NewJob> jobs = jobs(70, o -> o);

    ringer.ring(jobs);

    List<Doorbell> heard = ears.awaitJobs(70);
    assertThat(heard).extracting(doorbell -> doorbell.jobs().size()).containsExactly(32, 32, 6);
    assertThat(ears.rung()).containsExactlyElementsOf(ids(jobs));
  }

  @Test
  void aBulkCallRingsForMorePerDoorbell() {
    ringer.ringBulk(jobs(250, o -> o));

    assertThat(ears.awaitJobs(250))
        .extracting(doorbell -> doorbell.jobs().size())
        .containsExactly(100, 100, 50);
  }

  @Test
  void prioritiesAreRungForApart() {
    List<NewJob> low = jobs(2, o -> o.priority(LOW));
    List<NewJob> high = jobs(1, o -> o.priority(HIGH));

    ringer.ring(Stream.of(low.get(0), high.get(0), low.get(1)).toList());

    assertThat(ears.awaitJobs(3))
        .extracting(Doorbell::jobs)
        .containsExactlyInAnyOrder(ids(low), ids(high));
  }

  @Test
  void jobsThatWaitAreHintedAtAndNotRungFor() {
    List<NewJob> due = jobs(1, o -> o.at(NOON.minusSeconds(1)));
    List<NewJob> waiting = jobs(1, o -> o.in(Duration.ofSeconds(9)));
    List<NewJob> earliest = jobs(1, o -> o.at(NOON.plusSeconds(7)));

    ringer.ring(Stream.of(waiting, due, earliest).flatMap(List::stream).toList());

    assertThat(ears.awaitHints(1)).containsExactly(new Hint.Due(7_000));
    ears.awaitJobs(1);
    assertThat(ears.rung()).containsExactlyElementsOf(ids(due));
  }

  private static List<NewJob> jobs(int count, UnaryOperator<EnqueueOptions> options) {
    return Stream.generate(
            () ->
                new NewJob(
                    JobId.next(),
                    "send-email",
                    options.apply(EnqueueOptions.of(ClientTest.MAIL)),
                    new byte[0]))
        .limit(count)
        .toList();
  }

  private static List<JobId> ids(List<NewJob> jobs) {
    return jobs.stream().map(NewJob::id).toList();
  }
}

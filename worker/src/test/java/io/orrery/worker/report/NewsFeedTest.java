package io.orrery.worker.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orrery.JobId;
import io.orrery.broker.Broker;
import io.orrery.broker.BrokerEvents;
import io.orrery.broker.Brokers;
import io.orrery.broker.Hint;
import io.orrery.broker.News;
import io.orrery.report.JobEvent;
import io.orrery.report.Progress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told to whom, by a moved clock. */
class NewsFeedTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final AtomicLong nanos = new AtomicLong();
  private final Broker broker =
      Brokers.connect(URI.create("memory:news"), "test", new BrokerEvents() {});
  private final Audience audience = new Audience(nanos::get);
  private final NewsFeed feed = new NewsFeed(broker, audience, nanos::get, () -> {});
  private final List<News> heard = new CopyOnWriteArrayList<>();
  private final JobId job = JobId.next();

  NewsFeedTest() {
    broker.onNews(heard::add);
  }

  @AfterEach
  void close() {
    broker.close();
  }

  @Test
  void nothingIsTakenThatNobodyWatches() {
    feed.tell(
        job,
        () -> {
          throw new AssertionError("nobody watches");
        });
    audience.watch(new Hint.Watch(Optional.of(JobId.next()), 1_000));
    tell(job, 0.1);

    feed.turn();
    audience.watch(new Hint.Watch(Optional.of(job), 1_000));
    tell(job, 0.2);
    feed.turn();

    await().atMost(SOON).until(() -> !heard.isEmpty());
    assertThat(heard).containsExactly(new News(List.of(progress(job, 0.2)), 0));
  }

  @Test
  void aWatchIsOverWhenItsTimeIs() {
    audience.watch(new Hint.Watch(Optional.of(job), 1_000));
    audience.watch(new Hint.Watch(Optional.empty(), 500));

    assertThat(audience.watches(JobId.next())).isTrue();
    pass(Duration.ofMillis(500));
    assertThat(audience.watches(JobId.next())).isFalse();
    assertThat(audience.watches(job)).isTrue();
    pass(Duration.ofMillis(500));
    assertThat(audience.watches(job)).isFalse();
  }

  @Test
  void manyEventsShareAMessageTenTimesASecond() {
    audience.watch(new Hint.Watch(Optional.empty(), 60_000));
    tell(job, 0.1);
    feed.turn();
    for (int i = 0; i < News.MOST_EVENTS; i++) {
      tell(job, i / 1_000.0);
    }
    assertThat(feed.turn()).isEqualTo(Duration.ofMillis(100).toNanos());

    pass(Duration.ofMillis(100));
    feed.turn();

    await().atMost(SOON).until(() -> heard.size() == 2);
    assertThat(heard.getLast().events()).hasSize(News.MOST_EVENTS);
  }

  @Test
  void whatNobodyCanKeepUpWithIsDroppedAndCounted() {
    audience.watch(new Hint.Watch(Optional.empty(), 60_000));
    for (int i = 0; i < NewsFeed.MOST_WAITING + 7; i++) {
      tell(job, 0.5);
    }

    feed.turn();

    await().atMost(SOON).until(() -> events() == NewsFeed.MOST_WAITING);
    assertThat(heard.getFirst().dropped()).isEqualTo(7);
    assertThat(heard.getLast().dropped()).isZero();
  }

  private int events() {
    return heard.stream().mapToInt(news -> news.events().size()).sum();
  }

  private void tell(JobId of, double fraction) {
    feed.tell(of, () -> progress(of, fraction));
  }

  private static JobEvent progress(JobId of, double fraction) {
    return new JobEvent.Progressed(of, 1, Progress.of(fraction, null));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}

package io.orrery.broker.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orrery.JobId;
import io.orrery.broker.Broker;
import io.orrery.broker.DeadNotice;
import io.orrery.broker.Hint;
import io.orrery.broker.News;
import io.orrery.report.JobEvent;
import io.orrery.report.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Hints, which reach every process, and notices of dead jobs, which wait for whoever looks. */
abstract class HintScenarios extends Scenarios {
  HintScenarios(BrokerContract adapter) {
    super(adapter);
  }

  @Test
  void hintsReachEveryListenerIncludingThoseOfTheSameProcess() {
    Broker here = open();
    Broker there = open();
    Set<Hint> first = ConcurrentHashMap.newKeySet();
    Set<Hint> second = ConcurrentHashMap.newKeySet();
    Set<Hint> elsewhere = ConcurrentHashMap.newKeySet();
    here.onHint(first::add);
    here.onHint(second::add);
    there.onHint(elsewhere::add);
    List<Hint> hints =
        List.of(new Hint.Cancel(JobId.next()), new Hint.Due(250), new Hint.Queue(queue()));

    // A hint told before a listener has its place is missed, as a lost one is: tell until heard.
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              hints.forEach(here::hint);
              assertThat(List.of(first, second, elsewhere))
                  .allSatisfy(heard -> assertThat(heard).containsAll(hints));
            });
  }

  @Test
  void aClosedRegistrationHearsNothingMore() {
    Broker broker = open();
    Set<Hint> leaving = ConcurrentHashMap.newKeySet();
    Set<Hint> staying = ConcurrentHashMap.newKeySet();
    Broker.Registration registration = broker.onHint(leaving::add);
    broker.onHint(staying::add);
    awaitHeard(broker, new Hint.Due(1), leaving);

    registration.close();
    registration.close();

    awaitHeard(broker, new Hint.Due(2), staying);
    assertThat(leaving).containsExactly(new Hint.Due(1));
  }

  @Test
  void aHintListenerThatThrowsSilencesNobody() {
    Broker broker = open();
    Set<Hint> heard = ConcurrentHashMap.newKeySet();
    broker.onHint(
        hint -> {
          throw new StackOverflowError("a listener's bug, thrown on purpose");
        });
    broker.onHint(heard::add);

    awaitHeard(broker, new Hint.Due(1), heard);
    awaitHeard(broker, new Hint.Due(2), heard);
  }

  @Test
  void newsReachThoseWhoListenForThemAndNobodyElse() {
    Broker here = open();
    Broker there = open();
    Set<Hint> hints = ConcurrentHashMap.newKeySet();
    Set<News> first = ConcurrentHashMap.newKeySet();
    Set<News> elsewhere = ConcurrentHashMap.newKeySet();
    here.onHint(hints::add);
    here.onNews(first::add);
    there.onNews(elsewhere::add);
    awaitHeard(here, new Hint.Due(1), hints);
    JobEvent event = new JobEvent.Progressed(JobId.next(), 1, Progress.of(0.5, "halfway"));
    News news = new News(List.of(event), 3);

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              here.tell(news);
              assertThat(List.of(first, elsewhere))
                  .allSatisfy(heard -> assertThat(heard).containsExactly(news));
            });
    awaitHeard(here, new Hint.Due(2), hints);

    assertThat(hints).containsExactlyInAnyOrder(new Hint.Due(1), new Hint.Due(2));
    assertThat(first).containsExactly(news);
  }

  @Test
  void whoListensForNewsNoMoreHearsNoMore() {
    Broker broker = open();
    Set<News> leaving = ConcurrentHashMap.newKeySet();
    Set<News> staying = ConcurrentHashMap.newKeySet();
    Broker.Registration registration = broker.onNews(leaving::add);
    broker.onNews(staying::add);
    awaitTold(broker, new News(List.of(), 1), leaving);

    registration.close();
    registration.close();

    awaitTold(broker, new News(List.of(), 2), staying);
    assertThat(leaving).containsExactly(new News(List.of(), 1));
  }

  @Test
  void noticesOfDeadJobsWaitOnTheDeadLetterQueue() {
    Broker broker = open();
    List<DeadNotice> notices =
        List.of(
            new DeadNotice(JobId.next(), "send-email", queue(), "retries used up"),
            new DeadNotice(JobId.next(), "send-email", queue(), "discarded: kein Empfänger"));

    notices.forEach(broker::notifyDead);

    List<DeadNotice> taken = new ArrayList<>();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              taken.addAll(adapter.takeDeadNotices());
              assertThat(taken).containsAll(notices);
            });
  }

  private static void awaitTold(Broker broker, News news, Set<News> heard) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              broker.tell(news);
              assertThat(heard).contains(news);
            });
  }

  private static void awaitHeard(Broker broker, Hint hint, Set<Hint> heard) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              broker.hint(hint);
              assertThat(heard).contains(hint);
            });
  }
}

package io.orrery.worker;

import static io.orrery.worker.Handlers.OTHER;
import static io.orrery.worker.Handlers.PLAIN;
import static io.orrery.worker.Handlers.other;
import static io.orrery.worker.Handlers.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.Priority;
import io.orrery.worker.Handlers.Text;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Which jobs start when, and where. */
class QueueTest extends WorkerTest {
  @Test
  void aFullQueueDoesNotHoldUpAnother() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    start(
        aWorker(
                plain(
                    (text, job) -> {
                      mayEnd.await();
                      return text;
                    }),
                other((text, job) -> text))
            .queue("slow", 1)
            .queue("fast", 1));

    List<JobId> slow = List.of(onQueue("slow"), onQueue("slow"));
    JobId fast = enqueue(OTHER, new Text("fast"), o -> o.queue("fast"));
    awaitState(fast, JobState.SUCCEEDED);
    List<JobState> meanwhile = slow.stream().map(id -> status(id).state()).toList();
    mayEnd.countDown();

    slow.forEach(id -> awaitState(id, JobState.SUCCEEDED));
    assertThat(meanwhile).containsExactly(JobState.RUNNING, JobState.PENDING);
  }

  private JobId onQueue(String queue) {
    JobId id = enqueue(PLAIN, new Text(queue), o -> o.queue(queue));
    soon().until(() -> status(id).state() == JobState.RUNNING || queue.equals("slow"));
    return id;
  }

  @Test
  void waitingJobsStartByPriority() {
    Queue<String> started = new ConcurrentLinkedQueue<>();
    CountDownLatch mayEnd = new CountDownLatch(1);
    start(
        aWorker(
                plain(
                    (text, job) -> {
                      started.add(text.value());
                      mayEnd.await();
                      return text;
                    }))
            .queue("default", 1));
    enqueue(PLAIN, new Text("first"));
    soon().until(() -> started.contains("first"));

    List<JobId> waiting =
        List.of(
            enqueue(PLAIN, new Text("low"), o -> o.priority(Priority.LOW)),
            enqueue(PLAIN, new Text("normal")),
            enqueue(PLAIN, new Text("high"), o -> o.priority(Priority.HIGH)));
    mayEnd.countDown();
    waiting.forEach(id -> awaitState(id, JobState.SUCCEEDED));

    assertThat(started.stream().filter(name -> !name.equals("low")))
        .containsExactly("first", "high", "normal");
  }

  @Test
  void aTypeThatNobodyRunsWaitsVisiblyAndRunsOnceAWorkerKnowsIt() {
    Worker stranger = start(aWorker(plain((text, job) -> text)));
    JobId known = enqueue(PLAIN, new Text("known"));
    JobId unknown = enqueue(OTHER, new Text("unknown"));
    awaitState(known, JobState.SUCCEEDED);
    soon().until(() -> broker.depth(OTHER.queue()) == 0);
    JobState meanwhile = status(unknown).state();
    stranger.close();

    start(Worker.builder(config).handler(other((text, job) -> text)));
    ring(unknown);

    awaitState(unknown, JobState.SUCCEEDED);
    assertThat(meanwhile).isEqualTo(JobState.PENDING);
    assertThat(attempts(unknown)).isEmpty();
  }

  @Test
  void eachOfTwoWorkersGetsTheTypesThatItRuns() {
    start(aWorker(plain((text, job) -> text)));
    start(Worker.builder(config).handler(other((text, job) -> text)));

    List<JobId> jobs =
        List.of(
            enqueue(PLAIN, new Text("1")),
            enqueue(OTHER, new Text("2")),
            enqueue(PLAIN, new Text("3")),
            enqueue(OTHER, new Text("4")));

    jobs.forEach(id -> awaitState(id, JobState.SUCCEEDED));
    assertThat(jobs).allMatch(id -> status(id).attempts() == 1);
  }
}

package io.orrery.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.Recurring;
import io.orrery.Task;
import io.orrery.Tick;
import io.orrery.schedule.Rule;
import io.orrery.schedule.ScheduleStatus;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Handlers that bring their schedule with them. */
class RecurringTest extends WorkerTest {
  @JobHandler(type = "daily-report")
  @Recurring(cron = "0 9 * * *", zone = "Europe/Paris")
  private static final class DailyReport implements Task<Tick> {
    @Override
    public void run(Tick tick, JobContext job) {}
  }

  @JobHandler(type = "heartbeat")
  @Recurring(every = "30s", name = "pulse")
  private static final class Heartbeat implements Task<Tick> {
    @Override
    public void run(Tick tick, JobContext job) {}
  }

  record Text(String text) {}

  @JobHandler(type = "shout")
  @Recurring(every = "30s")
  private static final class OtherArguments implements Task<Text> {
    @Override
    public void run(Text text, JobContext job) {}
  }

  @JobHandler(type = "wrong")
  @Recurring(cron = "0 9 * *")
  private static final class WrongCron implements Task<Tick> {
    @Override
    public void run(Tick tick, JobContext job) {}
  }

  @Test
  void aWorkerThatStartsPutsTheSchedulesOfItsHandlers() {
    start(aWorker(new DailyReport(), new Heartbeat()));

    assertThat(store.schedules().list())
        .extracting(status -> status.schedule().name(), status -> status.schedule().rule())
        .containsExactly(
            tuple("daily-report", Rule.cron("0 9 * * *", ZoneId.of("Europe/Paris"))),
            tuple("pulse", Rule.every(Duration.ofSeconds(30))));
  }

  @Test
  void theNextWorkerFindsThemThere() {
    start(aWorker(new DailyReport()));

    start(Worker.builder(config).handler(new DailyReport()));

    assertThat(store.schedules().list()).extracting(ScheduleStatus::revision).containsExactly(1L);
  }

  @Test
  void aHandlerOfOtherArgumentsIsRefusedBeforeAnythingStarts() {
    assertThatThrownBy(() -> aWorker(new OtherArguments()).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("OtherArguments", "let it take io.orrery.Tick");
  }

  @JobHandler(type = "pulse")
  @Recurring(every = "1m")
  private static final class OtherPulse implements Task<Tick> {
    @Override
    public void run(Tick tick, JobContext job) {}
  }

  @Test
  void twoHandlersOfOneScheduleAreRefusedBeforeAnythingStarts() {
    assertThatThrownBy(() -> aWorker(new Heartbeat(), new OtherPulse()).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("schedule \"pulse\"", "Heartbeat", "OtherPulse");
    assertThat(store.schedules().list()).isEmpty();
  }

  @Test
  void aWrongTextIsRefusedWithTheHandler() {
    assertThatThrownBy(() -> aWorker(new WrongCron()).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("WrongCron", "it has 4 fields");
  }
}

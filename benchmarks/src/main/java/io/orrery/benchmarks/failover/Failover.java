package io.orrery.benchmarks.failover;

import io.orrery.benchmarks.process.Child;
import io.orrery.client.OrreryClient;
import io.orrery.client.Schedules;
import io.orrery.config.ConfigKey;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One run: three coordinators, a worker and a client in processes of their own on real servers,
 * faults while schedules and delayed jobs run, and a record of what came of it.
 */
final class Failover {
  static final int COORDINATORS = 3;

  /** One-off jobs a second. */
  static final int RATE = 50;

  private static final String HEAP = "192m";

  /** Until the schedules' start, beside the time that putting them takes. */
  private static final Duration LEAD = Duration.ofSeconds(2);

  private static final Duration FAR = Duration.ofHours(1);

  /** For what is late when the faults are over. */
  private static final Duration SETTLE = Duration.ofMinutes(2);

  /**
   * What to do.
   *
   * @param length how long schedules and the client go on; no fault begins later
   * @param rest the longest between two faults
   * @param seed decides the delays of jobs, and the lengths of faults and rests
   * @param faults gives the next one; empty: no more
   * @param tuning of coordinators, beside the defaults
   */
  record Plan(
      Duration length,
      Duration rest,
      long seed,
      Supplier<Optional<Fault>> faults,
      Map<ConfigKey, String> tuning) {}

  private final Plan plan;
  private final Consumer<String> progress;
  private final Clock clock = Clock.systemUTC();
  private final Random random;
  private final List<Fault> faults = new ArrayList<>();

  private Failover(Plan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
    this.random = new Random(plan.seed());
  }

  /**
   * @param progress is told what is done, a line each
   */
  static Outcome run(Plan plan, Consumer<String> progress)
      throws IOException, SQLException, InterruptedException {
    try (Stage stage = Stage.open(plan.tuning());
        Coordinators coordinators = new Coordinators(stage.environment())) {
      return new Failover(plan, progress).on(stage, coordinators);
    }
  }

  private Outcome on(Stage stage, Coordinators coordinators)
      throws IOException, SQLException, InterruptedException {
    coordinators.start(COORDINATORS);
    Duration lease = stage.config().coordinator().leaderLease();
    Nemesis nemesis = new Nemesis(coordinators, stage.redis(), stage.audit(), lease, random, clock);
    String enqueued = stage.enqueued().toString();
    String seed = Long.toString(plan.seed());
    try (Child worker =
            Child.start(
                stage.environment(), HEAP, "mark-process", "--file", stage.runs().toString());
        Child client =
            Child.start(
                stage.environment(), HEAP, "one-off-process", "--file", enqueued, "--seed", seed)) {
      List<Planned> planned = putSchedules(stage);
      client.tell("enqueue " + RATE + " " + plan.length().toSeconds());
      strikeUntil(planned.getFirst().end(), nemesis);
      long failed = Long.parseLong(client.read());
      settle(stage.audit());
      return new Outcome(
          stage.audit().read(planned, stage.enqueued(), stage.runs()),
          faults,
          nemesis.disruptions(),
          coordinators.refused(),
          failed,
          lease);
    }
  }

  /** Puts them twice: at the first time a cold machine takes long, and nothing is due yet. */
  private List<Planned> putSchedules(Stage stage) {
    try (OrreryClient client = OrreryClient.connect(stage.config())) {
      Instant begin = clock.instant();
      putFrom(begin.plus(FAR), client);
      Duration took = Duration.between(begin, clock.instant());
      Instant start = clock.instant().plus(LEAD).plus(took);
      List<Planned> planned = putFrom(start, client);
      if (!clock.instant().isBefore(planned.getFirst().start())) {
        // A schedule that is put after its start begins then: the computed set would be wrong.
        throw new IllegalStateException("putting the schedules took too long: try again");
      }
      return planned;
    }
  }

  private List<Planned> putFrom(Instant soon, OrreryClient client) {
    Instant second = soon.truncatedTo(ChronoUnit.SECONDS);
    Instant start = second.plusSeconds(second.getEpochSecond() % 2);
    List<Planned> planned = Timetable.of(start, plan.length());
    planned.forEach(schedule -> put(client.schedules(), schedule));
    return planned;
  }

  private static void put(Schedules schedules, Planned planned) {
    schedules.put(
        planned.name(),
        planned.rule(),
        Mark.class,
        new Mark.Take((int) planned.work().toMillis()),
        o ->
            o.misfire(planned.misfire())
                .overlap(planned.overlap())
                .start(planned.start())
                .end(planned.end()));
  }

  private void strikeUntil(Instant end, Nemesis nemesis)
      throws IOException, SQLException, InterruptedException {
    long begin = System.nanoTime();
    Optional<Fault> fault = plan.faults().get();
    while (fault.isPresent() && clock.instant().isBefore(end)) {
      Pause.of(Duration.ofMillis(random.nextLong(plan.rest().toMillis())));
      progress.accept(
          "+%d s: %s"
              .formatted(
                  Duration.ofNanos(System.nanoTime() - begin).toSeconds(), fault.get().words()));
      faults.add(fault.get());
      nemesis.strike(fault.get());
      fault = plan.faults().get();
    }
  }

  /** Whatever is open then is for the checker to find. */
  private static void settle(Audit audit) throws SQLException, InterruptedException {
    long start = System.nanoTime();
    while (audit.open() > 0 && System.nanoTime() - start < SETTLE.toNanos()) {
      Pause.of(Duration.ofMillis(100));
    }
  }
}

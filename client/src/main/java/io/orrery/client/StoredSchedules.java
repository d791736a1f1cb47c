package io.orrery.client;

import io.orrery.JobId;
import io.orrery.JobType;
import io.orrery.Tick;
import io.orrery.broker.Broker;
import io.orrery.broker.Hint;
import io.orrery.codec.Codec;
import io.orrery.schedule.Cron;
import io.orrery.schedule.Rule;
import io.orrery.schedule.Schedule;
import io.orrery.schedule.ScheduleOptions;
import io.orrery.schedule.ScheduleStatus;
import io.orrery.store.Duties.Ring;
import io.orrery.store.ScheduleEditor;
import io.orrery.store.ScheduleRows;
import io.orrery.store.ScheduleRows.Found;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Schedules as the store keeps them; a leader that sleeps is woken for what is due sooner. */
final class StoredSchedules implements Schedules {
  /** Each is computed, and all are held. */
  private static final int MOST_TICKS = 1_000;

  private final Gate gate;
  private final Wires wires;
  private final ScheduleRows rows;
  private final ScheduleEditor editor;
  private final Codec codec;
  private final Broker broker;
  private final Ringer ringer;

  @Inject
  StoredSchedules(
      Gate gate, Wires wires, ScheduleRows rows, Codec codec, Broker broker, Ringer ringer) {
    this.gate = gate;
    this.wires = wires;
    this.rows = rows;
    this.editor = new ScheduleEditor(rows);
    this.codec = codec;
    this.broker = broker;
    this.ringer = ringer;
  }

  @Override
  public boolean putForTicks(
      String name, Rule rule, JobType<Tick, ?> type, UnaryOperator<ScheduleOptions> options) {
    return put(new Schedule(name, rule, type.name(), options(type, options), Optional.empty()));
  }

  @Override
  public <A> boolean put(
      String name,
      Rule rule,
      JobType<A, ?> type,
      A arguments,
      UnaryOperator<ScheduleOptions> options) {
    Objects.requireNonNull(
        arguments, () -> "the arguments of schedule \"" + name + "\" are null: pass a record");
    String what = "arguments of schedule \"" + name + "\"";
    codec.check(type.arguments(), what);
    codec.checkResult(type.result(), "result of job type \"" + type.name() + "\"");
    byte[] encoded = codec.encode(arguments, what);
    return put(new Schedule(name, rule, type.name(), options(type, options), Optional.of(encoded)));
  }

  @Override
  public boolean putJson(
      String name,
      Rule rule,
      String type,
      String arguments,
      UnaryOperator<ScheduleOptions> options) {
    JobType<Tick, Void> unknown = JobType.of(type, Tick.class, Void.class);
    byte[] encoded = codec.encodeJson(arguments, "arguments of schedule \"" + name + "\"");
    return put(new Schedule(name, rule, type, options(unknown, options), Optional.of(encoded)));
  }

  private boolean put(Schedule schedule) {
    checkFires(schedule);
    return run("put schedule \"" + schedule.name() + "\"", () -> woken(editor.put(schedule)));
  }

  /** An end that is over is none of it: it was to come when an app of that time was written. */
  private static void checkFires(Schedule schedule) {
    Optional<Instant> start = schedule.options().start();
    Optional<Instant> end = schedule.options().end();
    if (schedule.rule() instanceof Cron cron && start.isPresent() && end.isPresent()) {
      Instant first = cron.next(start.get().minusMillis(1));
      if (first.isAfter(end.get())) {
        throw new IllegalArgumentException(
            "%s never fires between its start at %s and its end at %s: the first tick would be at %s; move one of them"
                .formatted(schedule, start.get(), end.get(), first));
      }
    }
  }

  @Override
  public boolean remove(String name) {
    return run("remove schedule \"" + name + "\"", () -> rows.remove(name));
  }

  @Override
  public boolean pause(String name) {
    return run("pause schedule \"" + name + "\"", () -> rows.pause(name));
  }

  @Override
  public boolean resume(String name) {
    return run("resume schedule \"" + name + "\"", () -> woken(editor.resume(name)));
  }

  @Override
  public JobId runNow(String name) {
    Found found = find(name);
    ScheduleStatus schedule = known(name, found);
    JobId id = JobId.next();
    byte[] tick =
        codec.encode(
            new Tick(name, found.now(), schedule.succeeded()), "the tick of schedule " + name);
    return run("run schedule \"" + name + "\" now", () -> make(name, id, tick))
        .orElseThrow(() -> new ScheduleUnknown(name));
  }

  @Override
  public List<ScheduleStatus> list() {
    return run("list schedules", rows::list);
  }

  @Override
  public List<Instant> next(String name, int count) {
    if (count < 1 || count > MOST_TICKS) {
      throw new IllegalArgumentException(
          "the next %d ticks of schedule \"%s\": ask for 1 to %d"
              .formatted(count, name, MOST_TICKS));
    }
    ScheduleStatus schedule = known(name, find(name));
    return Stream.iterate(
            schedule.nextTick(), Optional::isPresent, tick -> tick.flatMap(schedule::following))
        .flatMap(Optional::stream)
        .limit(count)
        .toList();
  }

  /** In the schedule's queue as it is by then; empty if it has been removed since it was read. */
  private Optional<JobId> make(String name, JobId id, byte[] tick) {
    Optional<Ring> made = rows.runNow(name, id, tick);
    made.ifPresent(ringer::ring);
    return made.map(Ring::id);
  }

  private Found find(String name) {
    return run("read schedule \"" + name + "\"", () -> rows.find(name));
  }

  private static ScheduleStatus known(String name, Found found) {
    return found.schedule().orElseThrow(() -> new ScheduleUnknown(name));
  }

  /** A leader looks at the schedules again, and sleeps until the right moment then. */
  private boolean woken(boolean changed) {
    if (changed) {
      broker.hint(new Hint.Due(0));
    }
    return changed;
  }

  private <T> T run(String doing, Callable<T> work) {
    return gate.pass(() -> Wires.outcome(wires.submit(work), doing));
  }

  private static ScheduleOptions options(
      JobType<?, ?> type, UnaryOperator<ScheduleOptions> change) {
    Objects.requireNonNull(change, "options is null: leave it out for the defaults");
    return Objects.requireNonNull(
        change.apply(ScheduleOptions.of(type)),
        () -> "options of a schedule of \"" + type.name() + "\" returned null");
  }
}

package io.orrery.worker;

import io.orrery.JobType;
import io.orrery.Recurring;
import io.orrery.Tick;
import io.orrery.schedule.Rule;
import io.orrery.schedule.Schedule;
import io.orrery.schedule.ScheduleOptions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The schedules that a worker's handlers declare. */
final class Recurrences {
  private Recurrences() {}

  /**
   * @throws IllegalArgumentException if a declaration is wrong; names the handler
   */
  static List<Schedule> of(Collection<Registered<?, ?>> handlers) {
    return handlers.stream().flatMap(Recurrences::of).toList();
  }

  private static Stream<Schedule> of(Registered<?, ?> registered) {
    Class<?> handler = registered.handler().getClass();
    return Stream.ofNullable(handler.getAnnotation(Recurring.class))
        .map(recurring -> declared(handler, registered.type(), recurring));
  }

  private static Schedule declared(Class<?> handler, JobType<?, ?> type, Recurring recurring) {
    if (!type.takes(Tick.class)) {
      throw new IllegalArgumentException(
          "@Recurring on %s, whose arguments are %s: let it take io.orrery.Tick, or put the schedule with arguments"
              .formatted(handler.getName(), type.arguments().getTypeName()));
    }
    try {
      return new Schedule(
          recurring.name().isEmpty() ? type.name() : recurring.name(),
          Rule.declared(recurring.cron(), recurring.every(), recurring.zone()),
          type.name(),
          ScheduleOptions.of(type),
          Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "@Recurring on %s: %s".formatted(handler.getName(), e.getMessage()), e);
    }
  }
}

package io.orrery.worker;

import io.orrery.JobType;
import io.orrery.Recurring;
import io.orrery.Tick;
import io.orrery.schedule.Rule;
import io.orrery.schedule.Schedule;
import io.orrery.schedule.ScheduleOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The schedules that a worker's handlers declare. */
final class Recurrences {
  private Recurrences() {}

  /**
   * @throws IllegalArgumentException if a declaration is wrong; names the handler
   */
  static List<Schedule> of(Collection<Registered<?, ?>> handlers) {
    Map<String, Class<?>> owners = new HashMap<>();
    List<Schedule> schedules = new ArrayList<>();
    for (Registered<?, ?> registered : handlers) {
      Class<?> handler = registered.handler().getClass();
      Recurring recurring = handler.getAnnotation(Recurring.class);
      if (recurring != null) {
        Schedule schedule = declared(handler, registered.type(), recurring);
        checkOwner(schedule.name(), handler, owners.put(schedule.name(), handler));
        schedules.add(schedule);
      }
    }
    return List.copyOf(schedules);
  }

  /** Two would overwrite one another at each start. */
  private static void checkOwner(String name, Class<?> handler, @Nullable Class<?> other) {
    if (other != null) {
      throw new IllegalArgumentException(
          "schedule \"%s\" is declared by both %s and %s: give each its own name in @Recurring"
              .formatted(name, other.getName(), handler.getName()));
    }
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

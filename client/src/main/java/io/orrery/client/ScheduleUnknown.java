package io.orrery.client;

/** There is no schedule of that name. */
public final class ScheduleUnknown extends RuntimeException {
  private static final long serialVersionUID = 1;

  ScheduleUnknown(String name) {
    super("there is no schedule \"" + name + "\": put it first, or look at list()");
  }
}

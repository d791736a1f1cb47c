package io.orrery.config;

/** What kind of thread a handler runs on. */
public enum HandlerThreads {
  /** VIRTUAL from JDK 24 on, where a monitor no longer pins its carrier; PLATFORM before. */
  AUTO,
  VIRTUAL,
  PLATFORM
}

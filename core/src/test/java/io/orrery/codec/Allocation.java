package io.orrery.codec;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts what this thread allocates, collected since or not. */
final class Allocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long before = THREADS.getCurrentThreadAllocatedBytes();

  private Allocation() {}

  static Allocation start() {
    return new Allocation();
  }

  long bytes() {
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}

package io.orrery.worker;

import io.orrery.JobId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One claim while it forms and is answered: its jobs, and the bells that they came from. */
final class Claim {
  private final Map<JobId, Bell> asked = new LinkedHashMap<>();
  private final List<Bell> touched = new ArrayList<>();

  /** False if another bell brought this job to the same claim: one answer is enough. */
  boolean ask(JobId job, Bell bell) {
    return asked.putIfAbsent(job, bell) == null;
  }

  void touch(Bell bell) {
    touched.add(bell);
  }

  boolean isEmpty() {
    return touched.isEmpty();
  }

  int size() {
    return asked.size();
  }

  Collection<JobId> jobs() {
    return asked.keySet();
  }

  Bell bellOf(JobId job) {
    Bell bell = asked.get(job);
    if (bell == null) {
      throw new IllegalStateException("PostgreSQL answered for a job not asked for: " + job);
    }
    return bell;
  }

  /** All bells that took part. */
  List<Bell> bells() {
    return touched;
  }
}

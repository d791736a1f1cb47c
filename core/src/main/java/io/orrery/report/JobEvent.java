package io.orrery.report;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.QueueName;

/** Something that just happened to a job, told to those who watch. PostgreSQL knows it as well. */
public sealed interface JobEvent {
  JobId job();

  /**
   * The job came to another state.
   *
   * @param type the name of its type
   * @param attempt the number of its latest attempt; 0 before the first
   */
  record Moved(JobId job, String type, QueueName queue, JobState state, int attempt)
      implements JobEvent {}

  /**
   * An attempt said how far it has come.
   *
   * @param attempt its number, from 1
   */
  record Progressed(JobId job, int attempt, Progress progress) implements JobEvent {}

  /**
   * An attempt logged a line.
   *
   * @param fence of the attempt: with the line's number, the line's place in the job's log
   */
  record Logged(JobId job, long fence, LogLine line) implements JobEvent {
    /** After which to read on. */
    public LogPosition position() {
      return new LogPosition(fence, line.number());
    }
  }
}

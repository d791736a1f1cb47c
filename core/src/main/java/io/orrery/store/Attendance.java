package io.orrery.store;

import java.util.UUID;

/** Which coordinators there are, for people to see: it elects nobody. Safe for many threads. */
public interface Attendance {
  /**
   * What a coordinator says of itself.
   *
   * @param id made for this start, never used again
   * @param name host and process id, for people
   * @param lock where it looks for who tries first to lead
   * @param lockAnswers whether that lock could be asked of late
   * @param brokerAnswers whether it can ring
   */
  record Present(UUID id, String name, String lock, boolean lockAnswers, boolean brokerAnswers) {}

  /** Says for the first time that a coordinator is there, and forgets those not seen for a day. */
  void arrive(Present coordinator);

  /** Says that it is still there. */
  void seen(Present coordinator);

  /** Takes its row away. Does nothing if there is none. */
  void leave(UUID coordinator);
}

package io.orrery.coordinator;

/** One round of a duty, under one epoch. */
interface Turn {
  long epoch();

  /**
   * Notes that the round makes progress. False: the term is over, and the round should end. To be
   * asked between the statements of a long round.
   */
  boolean goesOn();
}

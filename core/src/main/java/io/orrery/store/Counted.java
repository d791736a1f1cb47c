package io.orrery.store;

/** How many, for people. */
final class Counted {
  private Counted() {}

  static String jobs(int count) {
    return count == 1 ? "1 job" : count + " jobs";
  }
}

package io.orrery.worker;

/** Why a running attempt was asked to stop. The first reason stands. */
enum Stop {
  TIMEOUT("it ran longer than its timeout"),
  CANCELLED("it was cancelled"),
  REPLACED("this attempt no longer holds the job"),
  LOST("this worker was marked LOST"),
  LEASE_UNCERTAIN("this worker can't renew its lease"),
  DRAIN("this worker is shutting down");

  private final String words;

  Stop(String words) {
    this.words = words;
  }

  /** For people: completes «the job should stop: …». */
  String words() {
    return words;
  }
}

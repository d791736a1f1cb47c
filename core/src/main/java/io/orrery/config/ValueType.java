package io.orrery.config;

/** How the text of a key is read. */
public enum ValueType {
  TEXT("text"),
  JDBC_URL("JDBC URL"),
  URI("URI"),
  /** See {@link RedisAddress}. */
  REDIS("Redis address"),
  /** Units from large to small, as in {@code 1h30m}; see {@link io.orrery.DurationText}. */
  DURATION("duration"),
  /** A whole number. */
  COUNT("number"),
  /** A whole number of bytes. */
  BYTES("bytes"),
  /** See {@link QueueRetentions}. */
  QUEUE_RETENTIONS("retentions by queue"),
  /** One of {@link HandlerThreads}. */
  THREADS("AUTO, VIRTUAL or PLATFORM");

  private final String words;

  ValueType(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}

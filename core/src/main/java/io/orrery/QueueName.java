package io.orrery;

/** The name of a queue: {@code [A-Za-z0-9._-]{1,128}}. */
public record QueueName(String value) {
  static final String DEFAULT_NAME = "default";

  /** Where jobs go whose type names no queue. */
  public static final QueueName DEFAULT = new QueueName(DEFAULT_NAME);

  public QueueName {
    Names.check("queue", value);
  }

  @Override
  public String toString() {
    return value;
  }
}

package io.orrery.dead;

import io.orrery.Names;
import io.orrery.Printable;
import io.orrery.QueueName;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which dead letters. What is empty excludes none; all that is given must hold. Texts are compared
 * as they are: no character in them means anything but itself. Immutable.
 *
 * @param type the name of their type
 * @param error what they died of, in a word, as {@link DeadLetter#errorType} has it
 * @param from when they died at the earliest, by the database's clock
 * @param until before when they died
 */
public record DeadFilter(
    Optional<String> type,
    Optional<String> error,
    Optional<QueueName> queue,
    Optional<Instant> from,
    Optional<Instant> until) {
  /** All dead letters. */
  public static final DeadFilter ALL =
      new DeadFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final int LONGEST_ERROR = 500;

  /** PostgreSQL's own reach is wider than this; what is beyond is a slip. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /**
   * @throws IllegalArgumentException if the type's name is not legal, the error is blank, too long
   *     or has a control character, or a moment is out of reach
   */
  public DeadFilter {
    type.ifPresent(name -> Names.check("job type", name));
    error.ifPresent(DeadFilter::checkError);
    from.ifPresent(moment -> checkMoment("from", moment));
    until.ifPresent(moment -> checkMoment("until", moment));
  }

  /** Only those of this type. */
  public DeadFilter type(String name) {
    Objects.requireNonNull(name, "the type of a filter is null: leave it out for all types");
    return new DeadFilter(Optional.of(name), error, queue, from, until);
  }

  /** Only those that died of this, as in {@code java.io.IOException} or {@code WORKER_LOST}. */
  public DeadFilter error(String name) {
    Objects.requireNonNull(name, "the error of a filter is null: leave it out for all errors");
    return new DeadFilter(type, Optional.of(name), queue, from, until);
  }

  /** Only those of this queue. */
  public DeadFilter queue(String name) {
    return new DeadFilter(type, error, Optional.of(new QueueName(name)), from, until);
  }

  /** Only those that died at this moment or later. */
  public DeadFilter from(Instant moment) {
    Objects.requireNonNull(moment, "from of a filter is null: leave it out for all times");
    return new DeadFilter(type, error, queue, Optional.of(moment), until);
  }

  /** Only those that died before this moment. */
  public DeadFilter until(Instant moment) {
    Objects.requireNonNull(moment, "until of a filter is null: leave it out for all times");
    return new DeadFilter(type, error, queue, from, Optional.of(moment));
  }

  /** As people read it: {@code type send-email, error java.io.IOException}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    type.ifPresent(each -> append(text, "type", each));
    error.ifPresent(each -> append(text, "error", each));
    queue.ifPresent(each -> append(text, "queue", each));
    from.ifPresent(each -> append(text, "from", each));
    until.ifPresent(each -> append(text, "until", each));
    return text.isEmpty() ? "all" : text.toString();
  }

  private static void append(StringBuilder text, String name, Object value) {
    text.append(text.isEmpty() ? "" : ", ").append(name).append(' ').append(value);
  }

  private static void checkError(String error) {
    if (error.isBlank() || error.length() > LONGEST_ERROR) {
      throw new IllegalArgumentException(
          "the error of a filter has %d characters: use 1 to %d, as in java.io.IOException"
              .formatted(error.strip().length(), LONGEST_ERROR));
    }
    if (error.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "the error of a filter, \"%s\", has a control character: leave it out"
              .formatted(Printable.line(error)));
    }
  }

  private static void checkMoment(String name, Instant moment) {
    if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          name + " of a filter is " + moment + ": use a moment of the years 1 to 9999");
    }
  }
}

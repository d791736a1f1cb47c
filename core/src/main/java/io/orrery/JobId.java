package io.orrery;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.Objects;
import java.util.UUID;

/**
 * A job's id: a UUIDv7 (RFC 9562), made by the client, so that ids sort by the time of their
 * making.
 */
public record JobId(UUID value) implements Comparable<JobId> {
  public JobId {
    Objects.requireNonNull(value, "the job id is null: make one with JobId.next()");
  }

  /**
   * Makes a new id. Ids made in one JVM rise strictly, so that batches reach the index in its
   * order.
   */
  public static JobId next() {
    return new JobId(UuidCreator.getTimeOrderedEpochPlus1());
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if it is no UUID
   */
  public static JobId parse(String text) {
    Objects.requireNonNull(text, "the text of a job id is null: give its UUID");
    try {
      return new JobId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "job id \"" + text + "\" is no UUID, as in 01972c5e-8f1a-7c3b-9d2e-0123456789ab", e);
    }
  }

  /**
   * The order in which PostgreSQL sorts UUIDs: every batch locks its rows in this order, so that
   * two never deadlock.
   */
  @Override
  public int compareTo(JobId other) {
    int high =
        Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(
            value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

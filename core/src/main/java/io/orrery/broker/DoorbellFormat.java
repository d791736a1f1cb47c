package io.orrery.broker;

import io.orrery.QueueName;
import java.util.List;

/**
 * The wire form of a {@link Doorbell}: version, queue, priority, and its ids in one binary value.
 */
public final class DoorbellFormat {
  private static final int LONGEST_NAME = 128;

  private DoorbellFormat() {}

  public static byte[] encode(Doorbell doorbell) {
    return Packed.write(
        to -> {
          to.packString(doorbell.queue().value());
          to.packInt(doorbell.priority());
          Packed.writeIds(to, doorbell.jobs(), doorbell.jobs().size());
        });
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws MalformedMessage if the bytes are anything else
   */
  public static Doorbell decode(byte[] bytes) {
    return Packed.read(
        "doorbell",
        bytes,
        from ->
            new Doorbell(
                new QueueName(from.text(LONGEST_NAME)),
                from.integer(),
                List.of(from.ids(Doorbell.MOST_JOBS))));
  }
}

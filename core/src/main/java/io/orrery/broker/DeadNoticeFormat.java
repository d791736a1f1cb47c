package io.orrery.broker;

import io.orrery.QueueName;
import java.util.List;

/** The wire form of a {@link DeadNotice}: version, id, type, queue, reason. */
public final class DeadNoticeFormat {
  private static final int LONGEST_NAME = 128;

  /** UTF-8 takes at most three bytes for each of a string's characters. */
  private static final int LONGEST_REASON = 3 * DeadNotice.LONGEST_REASON;

  private DeadNoticeFormat() {}

  public static byte[] encode(DeadNotice notice) {
    return Packed.write(
        to -> {
          Packed.writeIds(to, List.of(notice.job()), 1);
          to.packString(notice.type());
          to.packString(notice.queue().value());
          to.packString(notice.reason());
        });
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws MalformedMessage if the bytes are anything else
   */
  public static DeadNotice decode(byte[] bytes) {
    return Packed.read(
        "dead notice",
        bytes,
        from ->
            new DeadNotice(
                from.id(),
                from.text(LONGEST_NAME),
                new QueueName(from.text(LONGEST_NAME)),
                from.text(LONGEST_REASON)));
  }
}

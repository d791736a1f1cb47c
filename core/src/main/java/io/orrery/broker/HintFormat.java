package io.orrery.broker;

import io.orrery.QueueName;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The wire form of a {@link Hint}: version, kind, and what that kind says. */
public final class HintFormat {
  private static final String CANCEL = "cancel";
  private static final String WATCH = "watch";
  private static final String DUE = "due";
  private static final String QUEUE = "queue";
  private static final int LONGEST_KIND = 32;
  private static final int LONGEST_QUEUE = 128;

  private HintFormat() {}

  public static byte[] encode(Hint hint) {
    return Packed.write(
        to -> {
          to.packString(kind(hint));
          switch (hint) {
            case Hint.Cancel cancel -> Packed.writeIds(to, List.of(cancel.job()), 1);
            case Hint.Watch watch -> {
              Packed.writeIds(to, watch.job().stream().toList(), watch.job().isPresent() ? 1 : 0);
              to.packLong(watch.forMillis());
            }
            case Hint.Due due -> to.packLong(due.inMillis());
            case Hint.Queue queue -> to.packString(queue.name().value());
          }
        });
  }

  /** One word for what it is about, as brokers with topics use for routing. */
  public static String kind(Hint hint) {
    return switch (hint) {
      case Hint.Cancel cancel -> CANCEL;
      case Hint.Watch watch -> WATCH;
      case Hint.Due due -> DUE;
      case Hint.Queue queue -> QUEUE;
    };
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws MalformedMessage if the bytes are anything else
   */
  public static Hint decode(byte[] bytes) {
    return Packed.read("hint", bytes, HintFormat::read);
  }

  private static Hint read(Packed from) throws IOException {
    String kind = from.text(LONGEST_KIND);
    return switch (kind) {
      case CANCEL -> new Hint.Cancel(from.id());
      case WATCH -> new Hint.Watch(Arrays.stream(from.ids(1)).findFirst(), from.wholeNumber());
      case DUE -> new Hint.Due(from.wholeNumber());
      case QUEUE -> new Hint.Queue(new QueueName(from.text(LONGEST_QUEUE)));
      default -> throw new IllegalArgumentException("a hint of the unknown kind \"" + kind + "\"");
    };
  }
}

package io.orrery.codec;

/**
 * An encoded value takes more bytes than {@link CodecLimits#maxBytes()}. Nothing was kept of it.
 */
public final class TooLarge extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final String WAY_OUT =
      ": store the data elsewhere and pass its key, or raise ORRERY_PAYLOAD_LIMIT in every process";

  private TooLarge(String message) {
    super(message);
  }

  static TooLarge toDecode(String what, int bytes, int maxBytes) {
    return new TooLarge(
        "%s: %d bytes, over the limit of %d%s".formatted(what, bytes, maxBytes, WAY_OUT));
  }

  static TooLarge toEncode(String what, MeasuringGenerator.Size size, int maxBytes) {
    return new TooLarge(
        "%s: %s bytes, over the limit of %d%s"
            .formatted(what, known(size, maxBytes), maxBytes, WAY_OUT));
  }

  private static String known(MeasuringGenerator.Size size, int maxBytes) {
    if (size.whole()) {
      return Long.toString(size.bytes());
    }
    // Where measuring found less than encoding did, the value changes as it is read.
    return size.bytes() > maxBytes ? "more than " + size.bytes() : "an unknown number of";
  }
}

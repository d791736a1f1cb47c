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
    String bytes =
        size.whole()
            ? Long.toString(size.bytes())
            : "more than " + Math.max(size.bytes(), maxBytes);
    return new TooLarge(
        "%s: %s bytes, over the limit of %d%s".formatted(what, bytes, maxBytes, WAY_OUT));
  }
}

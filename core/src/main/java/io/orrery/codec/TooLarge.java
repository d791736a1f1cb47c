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

  /** Encoding stopped at the limit, so the whole size isn't known. */
  static TooLarge toEncode(String what, int maxBytes) {
    return new TooLarge("%s: over the limit of %d bytes%s".formatted(what, maxBytes, WAY_OUT));
  }
}

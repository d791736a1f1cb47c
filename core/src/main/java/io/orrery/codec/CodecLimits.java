package io.orrery.codec;

/**
 * How much one value may take, encoded. Checked while encoding and before decoding.
 *
 * @param maxBytes the most bytes of one encoded value, 1 to 1 MiB
 * @param maxDepth how deep records, collections and maps may nest, 1 to 64
 */
public record CodecLimits(int maxBytes, int maxDepth) {
  /** The most that {@link #maxBytes} may be. */
  public static final int MOST_BYTES = 1024 * 1024;

  static final int MOST_DEPTH = 64;

  /** 256 KiB, 64 deep. */
  public static final CodecLimits DEFAULT = new CodecLimits(256 * 1024, MOST_DEPTH);

  public CodecLimits {
    if (maxBytes < 1 || maxBytes > MOST_BYTES) {
      throw new IllegalArgumentException("maxBytes is " + maxBytes + ": use 1 to " + MOST_BYTES);
    }
    if (maxDepth < 1 || maxDepth > MOST_DEPTH) {
      throw new IllegalArgumentException("maxDepth is " + maxDepth + ": use 1 to " + MOST_DEPTH);
    }
  }
}

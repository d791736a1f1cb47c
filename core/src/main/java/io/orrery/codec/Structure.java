package io.orrery.codec;

import org.msgpack.core.MessageFormat;
import org.msgpack.value.ValueType;

/**
 * Checks, before any library sees the bytes and with no allocation but a small stack, that they are
 * exactly one MessagePack value within the limits: each length fits the bytes that are left, each
 * container its depth, and each map has texts for keys. Afterwards no header can make a reader
 * allocate or recurse for more than what is there.
 *
 * @see <a href="https://github.com/msgpack/msgpack/blob/master/spec.md">MessagePack's
 *     specification</a>
 */
final class Structure {
  private final byte[] bytes;
  private final String what;

  /** How many values each open container still lacks; a map's keys and values count apart. */
  private final long[] missing;

  private final boolean[] isMap;
  private int depth;
  private int at;

  private Structure(byte[] bytes, int maxDepth, String what) {
    this.bytes = bytes;
    this.what = what;
    missing = new long[maxDepth];
    isMap = new boolean[maxDepth];
  }

  /**
   * @throws DecodingFailed for anything but one whole value
   * @throws TooLarge for more bytes than the limit
   */
  static void check(byte[] bytes, CodecLimits limits, String what) {
    if (bytes.length > limits.maxBytes()) {
      throw TooLarge.toDecode(what, bytes.length, limits.maxBytes());
    }
    new Structure(bytes, limits.maxDepth(), what).check();
  }

  private void check() {
    value(false);
    while (depth > 0) {
      int top = depth - 1;
      if (missing[top] == 0) {
        depth--;
      } else {
        boolean isKey = isMap[top] && missing[top] % 2 == 0;
        missing[top]--;
        value(isKey);
      }
    }
    if (at != bytes.length) {
      throw malformed("bytes follow the value");
    }
  }

  private void value(boolean isKey) {
    int head = (int) number(1);
    MessageFormat format = MessageFormat.valueOf((byte) head);
    if (format == MessageFormat.NEVER_USED) {
      throw malformed("no value starts with 0xc1");
    }
    if (isKey && format.getValueType() != ValueType.STRING) {
      throw malformed("a map's key is no text");
    }
    switch (format) {
      case NIL, BOOLEAN, POSFIXINT, NEGFIXINT, NEVER_USED -> {}
      case INT8, UINT8 -> skip(1);
      case INT16, UINT16, FIXEXT1 -> skip(2);
      case FIXEXT2 -> skip(3);
      case INT32, UINT32, FLOAT32 -> skip(4);
      case FIXEXT4 -> skip(5);
      case INT64, UINT64, FLOAT64 -> skip(8);
      case FIXEXT8 -> skip(9);
      case FIXEXT16 -> skip(17);
      case FIXSTR -> skip(head & 0x1f);
      case STR8, BIN8 -> skip(number(1));
      case STR16, BIN16 -> skip(number(2));
      case STR32, BIN32 -> skip(number(4));
      case EXT8 -> skip(number(1) + 1);
      case EXT16 -> skip(number(2) + 1);
      case EXT32 -> skip(number(4) + 1);
      case FIXARRAY -> open(head & 0x0f, false);
      case ARRAY16 -> open(number(2), false);
      case ARRAY32 -> open(number(4), false);
      case FIXMAP -> open(head & 0x0f, true);
      case MAP16 -> open(number(2), true);
      case MAP32 -> open(number(4), true);
    }
  }

  private void open(long size, boolean map) {
    long values = map ? 2 * size : size;
    if (values > bytes.length - at) {
      throw malformed("a container claims " + size + " entries, more than can follow");
    }
    if (depth == missing.length) {
      throw malformed("containers nest deeper than " + depth);
    }
    missing[depth] = values;
    isMap[depth] = map;
    depth++;
  }

  private void skip(long length) {
    if (length > bytes.length - at) {
      throw malformed("a value claims " + length + " bytes, more than follow");
    }
    at += (int) length;
  }

  /** A big-endian unsigned number of {@code length} bytes, at most 4. */
  private long number(int length) {
    int from = at;
    skip(length);
    long number = 0;
    for (int i = from; i < at; i++) {
      number = number << 8 | (bytes[i] & 0xff);
    }
    return number;
  }

  private DecodingFailed malformed(String reason) {
    return new DecodingFailed(
        "%s can't be read: %s (byte %d of %d); %s"
            .formatted(what, reason, at, bytes.length, Failures.WAY_OUT),
        null);
  }
}

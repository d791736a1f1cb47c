package io.orrery.codec;

import java.io.OutputStream;
import java.util.Arrays;

/** Bytes in memory, up to a limit that it never grows past. For one thread. */
final class BoundedOutput extends OutputStream {
  private static final int FIRST_BYTES = 512;

  private final int maxBytes;
  private byte[] bytes;
  private int size;

  BoundedOutput(int maxBytes) {
    this.maxBytes = maxBytes;
    bytes = new byte[Math.min(FIRST_BYTES, maxBytes)];
  }

  @Override
  public void write(int b) {
    makeRoom(1);
    bytes[size++] = (byte) b;
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    makeRoom(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  /** What was written; nothing is kept, since a thread's last generator keeps its output alive. */
  byte[] take() {
    byte[] written = Arrays.copyOf(bytes, size);
    bytes = new byte[0];
    size = 0;
    return written;
  }

  private void makeRoom(int length) {
    if (length > maxBytes - size) {
      throw new LimitReached(LimitReached.Limit.BYTES);
    }
    if (length > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.min(maxBytes, Math.max(2 * bytes.length, size + length)));
    }
  }
}

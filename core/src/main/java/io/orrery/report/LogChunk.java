package io.orrery.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.slf4j.event.Level;

/**
 * Lines of a log as they are kept: MessagePack, compressed. A reader trusts no size: what it takes
 * to read a chunk is bounded whatever its bytes say.
 */
public final class LogChunk {
  /** Lines are gathered to about so many characters. */
  public static final int TARGET = 64 * 1024;

  /** Before compression: what is gathered, one more line, and each character in three bytes. */
  private static final int MOST_BYTES = 3 * (TARGET + LogLine.LONGEST_TEXT) + 1024;

  private static final int VERSION = 1;

  private LogChunk() {}

  /**
   * @param lines in the order of their numbers, of at most {@link #TARGET} characters and one line
   *     more
   */
  public static byte[] encode(List<LogLine> lines) {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packInt(VERSION);
      packer.packInt(lines.size());
      for (LogLine line : lines) {
        packer.packLong(line.at().toEpochMilli());
        packer.packInt(line.level().toInt());
        packer.packString(line.logger());
        packer.packString(line.text());
      }
      return deflated(packer.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("write a log to memory", e);
    }
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @param attempt whose log it is
   * @param first the number of its first line
   * @throws IllegalArgumentException if the bytes are anything else
   */
  public static List<LogLine> decode(int attempt, int first, byte[] chunk) {
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(inflated(chunk))) {
      int version = unpacker.unpackInt();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "a log of format version " + version + ": this process reads " + VERSION);
      }
      int count = unpacker.unpackInt();
      List<LogLine> lines = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        lines.add(
            new LogLine(
                attempt,
                first + i,
                Instant.ofEpochMilli(unpacker.unpackLong()),
                Level.intToLevel(unpacker.unpackInt()),
                unpacker.unpackString(),
                unpacker.unpackString()));
      }
      return lines;
    } catch (MessagePackException | IOException | DataFormatException e) {
      throw new IllegalArgumentException("a log can't be read: " + e.getMessage(), e);
    }
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      // Never larger than this: zlib stores what it can't compress, five bytes for each 16 KiB.
      byte[] to = new byte[bytes.length + bytes.length / 1_000 + 64];
      return Arrays.copyOf(to, deflater.deflate(to));
    } finally {
      deflater.end();
    }
  }

  private static byte[] inflated(byte[] chunk) throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(chunk);
      byte[] to = new byte[MOST_BYTES];
      int length = inflater.inflate(to);
      if (!inflater.finished()) {
        throw new DataFormatException("it is cut short, or more than " + MOST_BYTES + " bytes");
      }
      return Arrays.copyOf(to, length);
    } finally {
      inflater.end();
    }
  }
}

package io.orrery.codec;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;
import org.msgpack.jackson.dataformat.MessagePackExtensionType;
import org.msgpack.jackson.dataformat.MessagePackGenerator;

/** Counts the bytes that a value takes, and keeps none of them. */
final class MeasuringGenerator extends MessagePackGenerator {
  /** Where counting ends, at the next value: a value may have no end at all. */
  static final int MOST_BYTES = 16 * CodecLimits.MOST_BYTES;

  /**
   * @param whole false if there is more of it than was counted
   */
  record Size(long bytes, boolean whole) {}

  /** All but the contents of texts and binaries. */
  private final MessagePacker packed =
      MessagePack.DEFAULT_PACKER_CONFIG.newPacker(OutputStream.nullOutputStream());

  private long contents;

  /** Of the root and of each open container, whose header is counted at its end. */
  private final int[] entries = new int[1 + CodecLimits.MOST_DEPTH];

  private int depth;

  private MeasuringGenerator(ObjectWriter writer) throws IOException {
    super(
        0,
        writer.getFactory().getCodec(),
        OutputStream.nullOutputStream(),
        MessagePack.DEFAULT_PACKER_CONFIG,
        false,
        false);
  }

  /** Measures as far as the value can be written. */
  static Size of(Object value, ObjectWriter writer) {
    try (MeasuringGenerator measuring = new MeasuringGenerator(writer)) {
      return measuring.size(value, writer);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written that could fail", e);
    }
  }

  private Size size(Object value, ObjectWriter writer) {
    boolean whole = false;
    try {
      writer.writeValue(this, value);
      whole = true;
    } catch (IOException | RuntimeException e) {
      // That it is too large is known; this would be the next thing to say of it.
    }
    return new Size(counted(), whole);
  }

  private long counted() {
    return packed.getTotalWrittenBytes() + contents;
  }

  /** Before each value: it is an entry of what it is in. */
  private void entry() {
    if (counted() > MOST_BYTES) {
      throw new LimitReached(LimitReached.Limit.BYTES);
    }
    entries[depth]++;
  }

  private void open() {
    entry();
    if (++depth == entries.length) {
      throw new LimitReached(LimitReached.Limit.DEPTH);
    }
    entries[depth] = 0;
  }

  @Override
  public void writeStartArray() {
    open();
  }

  @Override
  public void writeEndArray() throws IOException {
    packed.packArrayHeader(entries[depth--]);
  }

  @Override
  public void writeStartObject() {
    open();
  }

  @Override
  public void writeEndObject() throws IOException {
    packed.packMapHeader(entries[depth--]);
  }

  /** No entry: its value is. */
  @Override
  public void writeFieldName(String name) {
    try {
      text(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void writeFieldName(SerializableString name) {
    writeFieldName(name.getValue());
  }

  @Override
  public void writeString(String text) throws IOException {
    entry();
    text(text);
  }

  @Override
  public void writeString(char[] text, int offset, int length) throws IOException {
    entry();
    text(CharBuffer.wrap(text, offset, length));
  }

  private void text(CharSequence text) throws IOException {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (!Character.isSurrogate(c)) {
        bytes += 3;
      } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        // Half of a pair becomes a question mark.
        bytes++;
      }
    }
    packed.packRawStringHeader((int) Math.min(bytes, Integer.MAX_VALUE));
    contents += bytes;
  }

  @Override
  public void writeBinary(Base64Variant variant, byte[] data, int offset, int length)
      throws IOException {
    entry();
    packed.packBinaryHeader(length);
    contents += length;
  }

  @Override
  public void writeNumber(int number) throws IOException {
    entry();
    packed.packInt(number);
  }

  @Override
  public void writeNumber(long number) throws IOException {
    entry();
    packed.packLong(number);
  }

  @Override
  public void writeNumber(double number) throws IOException {
    entry();
    packed.packDouble(number);
  }

  @Override
  public void writeNumber(float number) throws IOException {
    entry();
    packed.packFloat(number);
  }

  @Override
  public void writeBoolean(boolean state) throws IOException {
    entry();
    packed.packBoolean(state);
  }

  @Override
  public void writeNull() throws IOException {
    entry();
    packed.packNil();
  }

  @Override
  public void writeExtensionType(MessagePackExtensionType extension) throws IOException {
    entry();
    packed.packExtensionTypeHeader(extension.getType(), extension.getData().length);
    contents += extension.getData().length;
  }

  @Override
  public void flush() {
    // Nothing is kept that could be sent on.
  }

  @Override
  public void close() throws IOException {
    packed.close();
  }
}

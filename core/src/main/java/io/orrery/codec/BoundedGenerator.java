package io.orrery.codec;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.ObjectCodec;
import java.io.IOException;
import java.io.OutputStream;
import org.msgpack.core.MessagePack;
import org.msgpack.jackson.dataformat.MessagePackExtensionType;
import org.msgpack.jackson.dataformat.MessagePackGenerator;

/**
 * Stops at the limits. Its parent gathers a whole value before it writes the first byte, so a bound
 * on the output alone would not bound memory: this counts, as values come in, the fewest bytes that
 * each can take.
 */
final class BoundedGenerator extends MessagePackGenerator {
  private final CodecLimits limits;
  private int bytes;
  private int depth;

  BoundedGenerator(int features, ObjectCodec codec, OutputStream out, CodecLimits limits)
      throws IOException {
    super(features, codec, out, MessagePack.DEFAULT_PACKER_CONFIG, true, false);
    this.limits = limits;
  }

  private void count(int fewest) {
    if (fewest > limits.maxBytes() - bytes) {
      throw new LimitReached(LimitReached.Limit.BYTES);
    }
    bytes += fewest;
  }

  private void open() {
    if (++depth > limits.maxDepth()) {
      throw new LimitReached(LimitReached.Limit.DEPTH);
    }
    count(1);
  }

  @Override
  public void writeStartArray() {
    open();
    super.writeStartArray();
  }

  @Override
  public void writeEndArray() throws IOException {
    depth--;
    super.writeEndArray();
  }

  @Override
  public void writeStartObject() {
    open();
    super.writeStartObject();
  }

  @Override
  public void writeEndObject() throws IOException {
    depth--;
    super.writeEndObject();
  }

  @Override
  public void writeFieldName(String name) {
    count(1 + name.length());
    super.writeFieldName(name);
  }

  @Override
  public void writeString(String text) throws IOException {
    count(1 + text.length());
    super.writeString(text);
  }

  @Override
  public void writeString(char[] text, int offset, int length) throws IOException {
    count(1 + length);
    super.writeString(text, offset, length);
  }

  @Override
  public void writeBinary(Base64Variant variant, byte[] data, int offset, int length)
      throws IOException {
    count(2 + length);
    super.writeBinary(variant, data, offset, length);
  }

  @Override
  public void writeNumber(int number) throws IOException {
    count(1);
    super.writeNumber(number);
  }

  @Override
  public void writeNumber(long number) throws IOException {
    count(1);
    super.writeNumber(number);
  }

  @Override
  public void writeNumber(double number) throws IOException {
    count(9);
    super.writeNumber(number);
  }

  @Override
  public void writeNumber(float number) throws IOException {
    count(5);
    super.writeNumber(number);
  }

  @Override
  public void writeBoolean(boolean state) throws IOException {
    count(1);
    super.writeBoolean(state);
  }

  @Override
  public void writeNull() throws IOException {
    count(1);
    super.writeNull();
  }

  @Override
  public void writeExtensionType(MessagePackExtensionType extension) throws IOException {
    count(2 + extension.getData().length);
    super.writeExtensionType(extension);
  }
}

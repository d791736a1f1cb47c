package io.orrery.broker;

import io.orrery.JobId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/**
 * What all formats share: MessagePack values in a row, the format's version first. A reader trusts
 * no size: each is checked against its bound and against the bytes that are there before anything
 * is allocated for it.
 */
final class Packed {
  private static final int VERSION = 1;
  private static final int ID_BYTES = 16;

  /** More than the largest legal message takes, but for news: 1,000 ids and two names. */
  private static final int MOST_BYTES = 17_000;

  interface Writing {
    void write(MessageBufferPacker to) throws IOException;
  }

  interface Reading<T> {
    T read(Packed from) throws IOException;
  }

  private final MessageUnpacker unpacker;
  private final int size;

  private Packed(MessageUnpacker unpacker, int size) {
    this.unpacker = unpacker;
    this.size = size;
  }

  static byte[] write(Writing fields) {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packInt(VERSION);
      fields.write(packer);
      return packer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("write a broker message to memory", e);
    }
  }

  static void writeIds(MessageBufferPacker to, Iterable<JobId> ids, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count * ID_BYTES);
    for (JobId id : ids) {
      bytes.putLong(id.value().getMostSignificantBits());
      bytes.putLong(id.value().getLeastSignificantBits());
    }
    to.packBinaryHeader(bytes.capacity());
    to.writePayload(bytes.array());
  }

  /**
   * Reads a whole message.
   *
   * @param what names the message in errors
   * @throws MalformedMessage for anything but exactly the fields that {@code fields} reads
   */
  static <T> T read(String what, byte[] bytes, Reading<T> fields) {
    return read(what, bytes, MOST_BYTES, fields);
  }

  /** {@link #read(String, byte[], Reading)} with a bound of its own. */
  static <T> T read(String what, byte[] bytes, int most, Reading<T> fields) {
    if (bytes.length > most) {
      throw new MalformedMessage(
          what + " of " + bytes.length + " bytes: at most " + most + " are read", null);
    }
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
      int version = unpacker.unpackInt();
      if (version != VERSION) {
        throw new MalformedMessage(
            what + " of format version " + version + ": this process reads " + VERSION, null);
      }
      T value = fields.read(new Packed(unpacker, bytes.length));
      if (unpacker.hasNext()) {
        throw new MalformedMessage(what + " has bytes after its last field", null);
      }
      return value;
    } catch (MessagePackException | IOException | IllegalArgumentException e) {
      throw new MalformedMessage(what + " can't be read: " + e.getMessage(), e);
    }
  }

  int integer() throws IOException {
    return unpacker.unpackInt();
  }

  long wholeNumber() throws IOException {
    return unpacker.unpackLong();
  }

  double number() throws IOException {
    return unpacker.unpackDouble();
  }

  boolean truth() throws IOException {
    return unpacker.unpackBoolean();
  }

  String text(int mostBytes) throws IOException {
    byte[] bytes = payload(unpacker.unpackRawStringHeader(), mostBytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a text is not UTF-8", e);
    }
  }

  JobId[] ids(int most) throws IOException {
    byte[] bytes = payload(unpacker.unpackBinaryHeader(), most * ID_BYTES);
    if (bytes.length % ID_BYTES != 0) {
      throw new IllegalArgumentException("ids of " + bytes.length + " bytes, not whole ids");
    }
    ByteBuffer from = ByteBuffer.wrap(bytes);
    JobId[] ids = new JobId[bytes.length / ID_BYTES];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = new JobId(new UUID(from.getLong(), from.getLong()));
    }
    return ids;
  }

  JobId id() throws IOException {
    JobId[] ids = ids(1);
    if (ids.length != 1) {
      throw new IllegalArgumentException("an id is missing");
    }
    return ids[0];
  }

  private byte[] payload(int length, int most) throws IOException {
    if (length > most || length > size) {
      throw new IllegalArgumentException("a field of " + length + " bytes, of at most " + most);
    }
    return unpacker.readPayload(length);
  }
}

package io.orrery.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.msgpack.jackson.dataformat.MessagePackExtensionType;
import org.msgpack.jackson.dataformat.MessagePackGenerator;

/**
 * Writes an instant as MessagePack's timestamp, extension type −1, in the fewest bytes that hold
 * it: 4 of seconds, 8 of nanoseconds and seconds, or 12 for seconds before 1970 or after 2514.
 */
final class TimestampSerializer extends StdSerializer<Instant> {
  private static final long serialVersionUID = 1;
  static final byte EXTENSION = -1;
  static final int SECONDS_BITS = 34;

  TimestampSerializer() {
    super(Instant.class);
  }

  @Override
  public void serialize(Instant instant, JsonGenerator to, SerializerProvider provider)
      throws IOException {
    ((MessagePackGenerator) to)
        .writeExtensionType(new MessagePackExtensionType(EXTENSION, bytes(instant)));
  }

  private static byte[] bytes(Instant instant) {
    long seconds = instant.getEpochSecond();
    int nanos = instant.getNano();
    if (seconds >>> SECONDS_BITS != 0) {
      return ByteBuffer.allocate(12).putInt(nanos).putLong(seconds).array();
    }
    if (nanos != 0 || seconds >>> Integer.SIZE != 0) {
      return ByteBuffer.allocate(8).putLong((long) nanos << SECONDS_BITS | seconds).array();
    }
    return ByteBuffer.allocate(4).putInt((int) seconds).array();
  }
}

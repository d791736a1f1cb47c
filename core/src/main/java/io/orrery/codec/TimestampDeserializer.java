package io.orrery.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import org.msgpack.jackson.dataformat.MessagePackExtensionType;

/** Reads MessagePack's timestamp in each of its three sizes. */
final class TimestampDeserializer extends StdDeserializer<Instant> {
  private static final long serialVersionUID = 1;
  private static final int NANOS_PER_SECOND = 1_000_000_000;

  TimestampDeserializer() {
    super(Instant.class);
  }

  @Override
  public Instant deserialize(JsonParser from, DeserializationContext context) throws IOException {
    if (from.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT
        && from.getEmbeddedObject() instanceof MessagePackExtensionType extension
        && extension.getType() == TimestampSerializer.EXTENSION) {
      return instant(ByteBuffer.wrap(extension.getData()));
    }
    throw new BadComponent("is no timestamp");
  }

  private static Instant instant(ByteBuffer data) throws IOException {
    return switch (data.capacity()) {
      case 4 -> instant(Integer.toUnsignedLong(data.getInt()), 0);
      case 8 -> {
        long both = data.getLong();
        yield instant(
            both & (1L << TimestampSerializer.SECONDS_BITS) - 1,
            (int) (both >>> TimestampSerializer.SECONDS_BITS));
      }
      case 12 -> {
        int nanos = data.getInt();
        yield instant(data.getLong(), nanos);
      }
      default -> throw new BadComponent("is a timestamp of an unknown size");
    };
  }

  private static Instant instant(long seconds, int nanos) throws IOException {
    if (nanos < 0 || nanos >= NANOS_PER_SECOND) {
      throw new BadComponent("is a timestamp with over a second of nanoseconds");
    }
    try {
      return Instant.ofEpochSecond(seconds, nanos);
    } catch (DateTimeException e) {
      throw new BadComponent("is a timestamp beyond the times that Java knows");
    }
  }
}

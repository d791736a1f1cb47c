package io.orrery.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import org.msgpack.jackson.dataformat.MessagePackExtensionType;

/**
 * Reads MessagePack's timestamp in each of its three sizes; and a text as ISO 8601 has it, from
 * arguments that were written as JSON.
 */
final class TimestampDeserializer extends StdDeserializer<Instant> {
  private static final long serialVersionUID = 1;
  private static final int NANOS_PER_SECOND = 1_000_000_000;

  TimestampDeserializer() {
    super(Instant.class);
  }

  @Override
  public Instant deserialize(JsonParser from, DeserializationContext context) throws IOException {
    return switch (from.currentToken()) {
      case VALUE_EMBEDDED_OBJECT -> instant(from.getEmbeddedObject());
      case VALUE_STRING -> instant(from.getText());
      default -> throw new BadComponent("is no timestamp");
    };
  }

  private static Instant instant(String text) throws IOException {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new BadComponent("is no timestamp, and no text as in 2026-03-29T01:00:00Z");
    }
  }

  /** What the parser makes of a timestamp. */
  static Instant instant(Object embedded) throws IOException {
    if (embedded instanceof MessagePackExtensionType extension
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

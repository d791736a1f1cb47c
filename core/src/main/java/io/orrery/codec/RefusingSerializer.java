package io.orrery.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/** Stands where Jackson would write a class in a way that could not be read again. */
final class RefusingSerializer extends StdSerializer<Object> {
  private static final long serialVersionUID = 1;

  private final String reason;

  RefusingSerializer(String reason) {
    super(Object.class);
    this.reason = reason;
  }

  @Override
  public void serialize(Object value, JsonGenerator to, SerializerProvider provider)
      throws IOException {
    throw new BadComponent(reason);
  }
}

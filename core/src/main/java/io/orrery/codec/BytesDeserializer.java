package io.orrery.codec;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/** Reads MessagePack's bytes; and a text in Base64, from arguments that were written as JSON. */
final class BytesDeserializer extends StdDeserializer<byte[]> {
  private static final long serialVersionUID = 1;

  BytesDeserializer() {
    super(byte[].class);
  }

  @Override
  public byte[] deserialize(JsonParser from, DeserializationContext context) throws IOException {
    if (from.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT
        && from.getEmbeddedObject() instanceof byte[] bytes) {
      return bytes;
    }
    if (from.currentToken() != JsonToken.VALUE_STRING) {
      throw new BadComponent("is no bytes");
    }
    try {
      return Base64Variants.MIME_NO_LINEFEEDS.decode(from.getText());
    } catch (IllegalArgumentException e) {
      throw new BadComponent("is neither bytes nor a text in Base64");
    }
  }
}

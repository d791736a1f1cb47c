package io.orrery.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ResolvableDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads a sealed interface: the name comes first, and only names of its own records are known. */
final class SealedDeserializer extends StdDeserializer<Object> implements ResolvableDeserializer {
  private static final long serialVersionUID = 1;
  private final JavaType sealed;

  /**
   * Filled by {@link #resolve}, which Jackson calls once, before it shows this to other threads.
   */
  private final Map<String, JsonDeserializer<Object>> records = new HashMap<>();

  SealedDeserializer(JavaType sealed) {
    super(sealed);
    this.sealed = sealed;
  }

  @Override
  public void resolve(DeserializationContext context) throws JsonMappingException {
    for (var record : TypeNames.records(sealed.getRawClass()).entrySet()) {
      JavaType type = context.constructSpecializedType(sealed, record.getValue());
      records.put(record.getKey(), context.findContextualValueDeserializer(type, null));
    }
  }

  @Override
  public boolean isCachable() {
    return true;
  }

  @Override
  public Object deserialize(JsonParser from, DeserializationContext context) throws IOException {
    if (!from.hasToken(JsonToken.START_OBJECT)
        || !TypeNames.FIELD.equals(from.nextFieldName())
        || from.nextToken() != JsonToken.VALUE_STRING) {
      throw new BadComponent(
          "does not start with the " + TypeNames.FIELD + " of a " + sealed.getRawClass().getName());
    }
    String name = from.getText();
    JsonDeserializer<Object> deserializer = records.get(name);
    if (deserializer == null) {
      throw new BadComponent(
          "is of the unknown type \"%s\": %s knows %s"
              .formatted(
                  Shown.name(name), sealed.getRawClass().getName(), Shown.names(records.keySet())));
    }
    from.nextToken();
    return deserializer.deserialize(from, context);
  }
}

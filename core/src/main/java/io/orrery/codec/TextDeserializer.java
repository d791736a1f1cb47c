package io.orrery.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;

/** Reads one {@link TextType}, from a text alone; a number type also from a MessagePack number. */
final class TextDeserializer extends StdDeserializer<Object> {
  private static final long serialVersionUID = 1;

  @SuppressWarnings(
      "serial") // Jackson's deserialisers are Serializable; nothing here is serialised
  private final TextType<?> text;

  TextDeserializer(TextType<?> text) {
    super(text.type());
    this.text = text;
  }

  @Override
  public Object deserialize(JsonParser from, DeserializationContext context) throws IOException {
    boolean readable =
        switch (from.currentToken()) {
          case VALUE_STRING -> true;
          // A component that once was an int or a double.
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Number.class.isAssignableFrom(text.type());
          default -> false;
        };
    if (!readable) {
      return context.handleUnexpectedToken(text.type(), from);
    }
    try {
      return text.read(from.getText());
    } catch (RuntimeException e) {
      throw new BadComponent("is no " + text.type().getSimpleName());
    }
  }
}

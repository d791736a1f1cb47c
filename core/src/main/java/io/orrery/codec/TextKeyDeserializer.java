package io.orrery.codec;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import java.io.IOException;

/** Reads the keys of a map whose keys are of one {@link TextType}. */
final class TextKeyDeserializer extends KeyDeserializer {
  private final TextType<?> text;

  TextKeyDeserializer(TextType<?> text) {
    this.text = text;
  }

  @Override
  public Object deserializeKey(String key, DeserializationContext context) throws IOException {
    try {
      return text.read(key);
    } catch (RuntimeException e) {
      throw new BadComponent("has a key that is no " + text.type().getSimpleName());
    }
  }
}

package io.orrery.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Arguments as people write them where there is no class for them: JSON, whose objects are records
 * and maps. What JSON has no form for is a text: instants as ISO 8601 has them, bytes in Base64.
 */
final class JsonForm {
  private final ObjectMapper reader;

  JsonForm(CodecLimits limits) {
    JsonFactory format =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.maxDepth())
                    .maxNumberLength(TextType.MOST_DIGITS)
                    .build())
            .build();
    reader =
        JsonMapper.builder(format)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
  }

  /**
   * Reads it as maps, lists, texts and numbers.
   *
   * @throws EncodingFailed unless it is a JSON object, or a text: an enum's constant; or if a
   *     number is beyond what a double holds
   */
  Object read(String json, String what) {
    Object value;
    try {
      value = reader.readValue(json, Object.class);
    } catch (JsonProcessingException e) {
      throw new EncodingFailed(
          what + " can't be read as JSON: see " + place(e.getLocation()), null);
    }
    if (!finite(value)) {
      throw new EncodingFailed(
          what + " can't be encoded: a number is beyond 1.8e308, the largest double; write a text",
          null);
    }
    if (value instanceof Map || value instanceof String) {
      return value;
    }
    throw new EncodingFailed(
        what + " can't be encoded: write a JSON object with the record's components", null);
  }

  /** Jackson reads 1e400 as infinity. */
  private static boolean finite(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> object -> object.values().stream().allMatch(JsonForm::finite);
      case List<?> array -> array.stream().allMatch(JsonForm::finite);
      case Double number -> Double.isFinite(number);
      case null, default -> true;
    };
  }

  /** Null where a limit was passed. */
  private static String place(@Nullable JsonLocation at) {
    if (at == null) {
      return "how deep it nests, and how long its numbers are";
    }
    return "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  /** Writes what {@code from} reads. */
  static String write(JsonParser from) throws IOException {
    StringWriter json = new StringWriter();
    try (JsonGenerator to = new JsonFactory().createGenerator(json)) {
      int depth = 0;
      do {
        JsonToken token = from.nextToken();
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (token == JsonToken.VALUE_EMBEDDED_OBJECT) {
          writeEmbedded(from, to);
        } else {
          to.copyCurrentEvent(from);
        }
      } while (depth > 0);
    }
    return json.toString();
  }

  private static void writeEmbedded(JsonParser from, JsonGenerator to) throws IOException {
    Object embedded = from.getEmbeddedObject();
    if (embedded instanceof byte[] bytes) {
      to.writeBinary(bytes);
    } else {
      to.writeString(TimestampDeserializer.instant(embedded).toString());
    }
  }
}

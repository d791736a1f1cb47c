package io.orrery.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns job arguments and results into MessagePack bytes and back. Thread-safe; a process makes one
 * and keeps it, since it remembers how each type is written and read.
 *
 * <p>The data names fields by record components and never a Java class. What can be encoded, and
 * how types may change under data that exists, is in docs/codec.md.
 */
public final class Codec {
  private static final byte NIL = (byte) 0xc0;

  private final CodecLimits limits;
  private final ObjectMapper mapper;
  private final JsonForm jsonForm;

  // All grow with the types of the code alone, never with data.
  private final ConcurrentMap<Class<?>, ObjectWriter> writers = new ConcurrentHashMap<>();
  private final ConcurrentMap<JavaType, ObjectReader> readers = new ConcurrentHashMap<>();
  private final Set<Type> argumentTypes = ConcurrentHashMap.newKeySet();
  private final Set<Type> resultTypes = ConcurrentHashMap.newKeySet();

  /**
   * @throws CharsetRefused if the JVM's default charset is not UTF-8: the MessagePack library reads
   *     short texts with it
   */
  public Codec(CodecLimits limits) {
    if (!Charset.defaultCharset().equals(StandardCharsets.UTF_8)) {
      throw new CharsetRefused(Charset.defaultCharset());
    }
    this.limits = limits;
    this.mapper = RecordMapper.within(limits);
    this.jsonForm = new JsonForm(limits);
  }

  /**
   * Encodes a value by its class; {@code null} is a value too.
   *
   * @param what names the value in errors, as {@code arguments of send-email}
   * @return at most {@link CodecLimits#maxBytes()}
   * @throws EncodingFailed if a component can't be encoded, or the value nests too deep
   * @throws TooLarge over the limit; memory stays bounded whatever the value's size
   */
  public byte[] encode(@Nullable Object value, String what) {
    if (value == null) {
      return new byte[] {NIL};
    }
    ObjectWriter writer = writers.get(value.getClass());
    if (writer == null) {
      writer = newWriter(value.getClass(), what);
    }
    BoundedOutput bytes = new BoundedOutput(limits.maxBytes());
    try {
      writer.writeValue(bytes, value);
      return bytes.take();
    } catch (IOException | RuntimeException e) {
      throw Failures.tooLarge(e)
          ? TooLarge.toEncode(what, MeasuringGenerator.of(value, writer), limits.maxBytes())
          : Failures.encoding(what, value.getClass(), limits.maxDepth(), e);
    }
  }

  /**
   * Decodes a value of {@code type}. The bytes may come from anywhere: before a library sees them,
   * their structure is checked to hold no more than the limits allow.
   *
   * @param type what {@link #check} or {@link #checkResult} accepts, or {@link Void}
   * @param what names the value in errors
   * @return the value; null if null was encoded, and for {@link Void}
   * @throws DecodingFailed if the bytes are no value of the type, or no type at all for values
   * @throws TooLarge for more bytes than the limit
   */
  // The type says what the caller gets; a Class<T> could not say List<Receipt>.
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public <T extends @Nullable Object> T decode(byte[] encoded, Type type, String what) {
    ObjectReader reader = reader(mapper.constructType(type), what);
    Structure.check(encoded, limits, what);
    try {
      return reader.readValue(encoded);
    } catch (IOException | RuntimeException e) {
      throw Failures.decoding(what, e);
    }
  }

  /**
   * Encodes arguments that are written as JSON, for a type whose class this process lacks: an
   * object with the components of the record, or the text of an enum's constant. Where the record
   * has an instant, JSON has a text as in {@code 2026-03-29T01:00:00Z}; for bytes, Base64; for the
   * other types that are kept as text, that text. Whether they fit the handler shows when it runs.
   *
   * @throws EncodingFailed if it is no JSON, or nests too deep
   * @throws TooLarge over the limit
   */
  public byte[] encodeJson(String json, String what) {
    return encode(jsonForm.read(json, what), what);
  }

  /**
   * Writes encoded arguments as JSON that {@link #encodeJson} takes.
   *
   * @throws DecodingFailed if the bytes are no value
   * @throws TooLarge for more bytes than the limit
   */
  public String decodeToJson(byte[] encoded, String what) {
    Structure.check(encoded, limits, what);
    try (JsonParser values = mapper.createParser(encoded)) {
      return JsonForm.write(values);
    } catch (IOException | RuntimeException e) {
      throw Failures.decoding(what, e);
    }
  }

  /**
   * Checks that values of {@code type} can be the arguments of a job: a record, an enum or a sealed
   * interface of records, whose components can be encoded. Cheap for a type that has passed before.
   *
   * @throws EncodingFailed naming the component that can't, and the way out
   */
  public void check(Type type, String what) {
    if (!argumentTypes.contains(type)) {
      new TypeCheck(mapper.getTypeFactory(), what).arguments(mapper.constructType(type));
      argumentTypes.add(type);
    }
  }

  /**
   * Checks that values of {@code type} can be the result of a job: all that could be a component of
   * a record, or {@link Void}. Cheap for a type that has passed before.
   *
   * @throws EncodingFailed naming the component that can't, and the way out
   */
  public void checkResult(Type type, String what) {
    if (!resultTypes.contains(type)) {
      JavaType result = mapper.constructType(type);
      if (!result.hasRawClass(Void.class)) {
        new TypeCheck(mapper.getTypeFactory(), what).component("", result);
      }
      resultTypes.add(type);
    }
  }

  private ObjectWriter newWriter(Class<?> type, String what) {
    // All else is refused value by value: its class does not tell what is in it.
    if (type.isRecord() && type.getTypeParameters().length == 0) {
      checkResult(type, what);
    }
    ObjectWriter writer = mapper.writerFor(type);
    writers.put(type, writer);
    return writer;
  }

  private ObjectReader reader(JavaType type, String what) {
    ObjectReader reader = readers.get(type);
    if (reader == null) {
      checkReadable(type, what);
      reader = mapper.readerFor(type);
      readers.put(type, reader);
    }
    return reader;
  }

  private void checkReadable(JavaType type, String what) {
    try {
      checkResult(type, what);
    } catch (EncodingFailed e) {
      throw new DecodingFailed(what + " can't be read as " + Shown.type(type), e);
    }
  }
}

package io.orrery.codec;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import org.msgpack.jackson.dataformat.MessagePackMapper;

/** Jackson, set up to write and read records alone, by their components. */
final class RecordMapper {
  private RecordMapper() {}

  static ObjectMapper within(CodecLimits limits) {
    return MessagePackMapper.builder(new BoundedFormat(limits))
        .addModule(new Jdk8Module())
        .addModule(new CodecModule())
        .accessorNaming(new ComponentNames())
        // Jackson's annotations could bring class names and other forms into the data.
        .disable(MapperFeature.USE_ANNOTATIONS)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        // Each value in its own kind alone: a guess would hide that a component changed.
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }
}

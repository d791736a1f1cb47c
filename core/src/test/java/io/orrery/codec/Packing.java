package io.orrery.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

/** MessagePack that no codec of ours wrote: what tests feed to the reader. */
record Packing(Value value) {

  static Packing map(Map<String, ?> entries) {
    ValueFactory.MapBuilder map = ValueFactory.newMapBuilder();
    entries.forEach((key, entry) -> map.put(ValueFactory.newString(key), value(entry)));
    return new Packing(map.build());
  }

  byte[] bytes() {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packer.packValue(value);
      return packer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Value value(Object entry) {
    return switch (entry) {
      case Packing nested -> nested.value();
      case String text -> ValueFactory.newString(text);
      case Double number -> ValueFactory.newFloat(number);
      case Number number -> ValueFactory.newInteger(number.longValue());
      default -> throw new IllegalArgumentException("no test needs a " + entry.getClass());
    };
  }
}

package io.orrery.codec;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.Serializers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Teaches Jackson the codec's own forms, and to refuse the classes that have none. */
final class CodecModule extends SimpleModule {
  private static final long serialVersionUID = 1;

  CodecModule() {
    super("orrery-codec");
    // Jackson's own choice, HashSet, would lose the order.
    addAbstractTypeMapping(Set.class, LinkedHashSet.class);
    TextType.all().forEach(text -> addKeyDeserializer(text.type(), new TextKeyDeserializer(text)));
    addDeserializer(byte[].class, new BytesDeserializer());
    addKeyDeserializer(Instant.class, new TextKeyDeserializer(TextType.INSTANT_KEY));
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.addSerializers(new Writers());
    context.addDeserializers(new Readers());
    context.addBeanSerializerModifier(new Names());
    context.addBeanDeserializerModifier(new Unknown());
  }

  private static final class Writers extends Serializers.Base {
    @Override
    public @Nullable JsonSerializer<?> findSerializer(
        SerializationConfig config, JavaType type, BeanDescription description) {
      Class<?> raw = type.getRawClass();
      if (raw == Instant.class) {
        return new TimestampSerializer();
      }
      if (TextType.covers(raw)) {
        return new TextSerializer();
      }
      if (raw.isRecord()) {
        return TypeNames.flaw(raw)
            .map(flaw -> new RefusingSerializer("can't be written: " + flaw))
            .orElse(null);
      }
      return SimpleTypes.include(raw) || raw == Optional.class
          ? null
          : new RefusingSerializer("is a " + raw.getName() + ": make it a record");
    }
  }

  private static final class Readers extends Deserializers.Base {
    @Override
    public @Nullable JsonDeserializer<?> findBeanDeserializer(
        JavaType type, DeserializationConfig config, BeanDescription description) {
      Class<?> raw = type.getRawClass();
      if (raw == Instant.class) {
        return new TimestampDeserializer();
      }
      if (TypeNames.isSealed(raw)) {
        return new SealedDeserializer(type);
      }
      return TextType.of(raw).map(TextDeserializer::new).orElse(null);
    }
  }

  private static final class Names extends BeanSerializerModifier {
    private static final long serialVersionUID = 1;

    @Override
    public List<BeanPropertyWriter> changeProperties(
        SerializationConfig config,
        BeanDescription description,
        List<BeanPropertyWriter> properties) {
      List<BeanPropertyWriter> changed = new ArrayList<>(properties);
      TypeNames.of(description.getBeanClass())
          .ifPresent(name -> changed.addFirst(TypeNameProperty.of(config, description, name)));
      return changed;
    }
  }

  /** Skips unknown fields. Left to itself, Jackson keeps them all, then fails on a timestamp. */
  private static final class Unknown extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1;

    @Override
    public BeanDeserializerBuilder updateBuilder(
        DeserializationConfig config,
        BeanDescription description,
        BeanDeserializerBuilder builder) {
      builder.setIgnoreUnknownProperties(true);
      return builder;
    }
  }
}

package io.orrery.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.introspect.VirtualAnnotatedMember;
import com.fasterxml.jackson.databind.ser.VirtualBeanPropertyWriter;
import com.fasterxml.jackson.databind.util.SimpleBeanPropertyDefinition;
import java.io.IOException;

/**
 * Writes a record's name as its first field. A property of the record, not Jackson's own type
 * information: that gets lost where generics leave the declared type open.
 */
final class TypeNameProperty extends VirtualBeanPropertyWriter {
  private static final long serialVersionUID = 1;
  private final String name;

  private TypeNameProperty(BeanPropertyDefinition definition, JavaType type, String name) {
    super(definition, null, type);
    this.name = name;
  }

  static TypeNameProperty of(SerializationConfig config, BeanDescription record, String name) {
    JavaType text = config.constructType(String.class);
    VirtualAnnotatedMember member =
        new VirtualAnnotatedMember(
            record.getClassInfo(), record.getBeanClass(), TypeNames.FIELD, text);
    BeanPropertyDefinition definition =
        SimpleBeanPropertyDefinition.construct(
            config, member, PropertyName.construct(TypeNames.FIELD));
    return new TypeNameProperty(definition, text, name);
  }

  @Override
  public void serializeAsField(Object value, JsonGenerator to, SerializerProvider provider)
      throws IOException {
    to.writeFieldName(TypeNames.FIELD);
    to.writeString(name);
  }

  @Override
  protected Object value(Object value, JsonGenerator to, SerializerProvider provider) {
    return name;
  }

  @Override
  public VirtualBeanPropertyWriter withConfig(
      MapperConfig<?> config,
      AnnotatedClass owner,
      BeanPropertyDefinition definition,
      JavaType type) {
    return new TypeNameProperty(definition, type, name);
  }
}

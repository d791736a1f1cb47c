package io.orrery.codec;

import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AccessorNamingStrategy;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.DefaultAccessorNamingStrategy;
import org.jspecify.annotations.Nullable;

/** A record's data is its components alone: other methods called get, is or set are none of it. */
final class ComponentNames extends DefaultAccessorNamingStrategy.Provider {
  private static final long serialVersionUID = 1;

  @Override
  public AccessorNamingStrategy forRecord(MapperConfig<?> config, AnnotatedClass record) {
    return new Components(config, record);
  }

  private static final class Components extends DefaultAccessorNamingStrategy.RecordNaming {
    Components(MapperConfig<?> config, AnnotatedClass record) {
      super(config, record);
    }

    @Override
    public @Nullable String findNameForRegularGetter(AnnotatedMethod method, String name) {
      return _fieldNames.contains(name) ? name : null;
    }

    @Override
    public @Nullable String findNameForIsGetter(AnnotatedMethod method, String name) {
      return null;
    }

    @Override
    public @Nullable String findNameForMutator(AnnotatedMethod method, String name) {
      return null;
    }
  }
}

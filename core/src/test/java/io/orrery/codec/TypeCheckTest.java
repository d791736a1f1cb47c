package io.orrery.codec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Date;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TypeCheckTest {
  private final Codec codec = new Codec(CodecLimits.DEFAULT);

  record Photo(InputStream bytes) {}

  record Person(String name, Optional<List<Photo>> photos) {}

  record Team(Map<String, Person> people) {}

  record Anything(Object value) {}

  record Wild(List<?> values) {}

  record AnyEnum(Enum<?> value) {}

  record Box<T>(T value) {}

  record Dated(Date date) {}

  record Linked(LinkedList<String> values) {}

  record Keyed(Map<Person, String> values) {}

  static final class Money extends BigDecimal {
    private static final long serialVersionUID = 1;

    Money() {
      super(1);
    }
  }

  record Priced(Money price) {}

  record Texts(CharSequence text) {}

  record Recursive(List<Recursive> more, Box<Recursive> box) {}

  sealed interface Unnamed permits Named, Nameless {}

  @TypeName("named")
  record Named() implements Unnamed {}

  record Nameless() implements Unnamed {}

  record HasUnnamed(Unnamed component) {}

  sealed interface Twice permits One, Two {}

  @TypeName("same")
  record One() implements Twice {}

  @TypeName("same")
  record Two() implements Twice {}

  sealed interface NotOnlyRecords permits Plain {}

  static final class Plain implements NotOnlyRecords {}

  @TypeName("no good")
  record BadlyNamed() implements Bad {}

  sealed interface Bad permits BadlyNamed {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
  interface Gadget {}

  record HasGadget(Gadget gadget) {}

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments(Team.class, "component people{}.photos[].bytes is of type java.io.InputStream"),
        arguments(Anything.class, "component value is of type java.lang.Object: say which type"),
        arguments(Wild.class, "component values[] is of type java.lang.Object: say which type"),
        arguments(AnyEnum.class, "component value is of type java.lang.Enum"),
        arguments(Box.class, "component value is of type java.lang.Object: say which type"),
        arguments(Dated.class, "component date is of type java.util.Date: make it a record"),
        arguments(Linked.class, "declare it as List"),
        arguments(Keyed.class, "use keys of String"),
        arguments(Priced.class, "make it a record"),
        arguments(Texts.class, "make it a sealed interface"),
        arguments(HasGadget.class, "make it a sealed interface"),
        arguments(Unnamed.class, "add @TypeName(\"nameless\")"),
        arguments(HasUnnamed.class, "add @TypeName(\"nameless\")"),
        arguments(Nameless.class, "add @TypeName(\"nameless\")"),
        arguments(Twice.class, "give each its own"),
        arguments(NotOnlyRecords.class, "is no record"),
        arguments(Bad.class, "[A-Za-z0-9._-]{1,128}"),
        arguments(
            String.class,
            "arguments of send-email can't be of type java.lang.String: make it a record"),
        arguments(Object.class, "make it a record"),
        arguments(new TypeReference<List<Named>>() {}.getType(), "java.util.List<"),
        arguments(new TypeReference<Box<Thread>>() {}.getType(), "java.lang.Thread"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aTypeThatCannotBeArgumentsIsRefusedWithTheWayOut(Type type, String message) {
    assertThatThrownBy(() -> codec.check(type, "arguments of send-email"))
        .isInstanceOf(EncodingFailed.class)
        .hasMessageStartingWith("arguments of send-email can't be ")
        .hasMessageContaining(message);
  }

  @Test
  void recursionEnds() {
    codec.check(Recursive.class, "arguments");
    codec.check(new TypeReference<Box<Recursive>>() {}.getType(), "arguments");
  }

  @Test
  void nothingIsAResult() {
    codec.checkResult(Void.class, "result");

    assertThatThrownBy(() -> codec.checkResult(Thread.class, "result of run"))
        .isInstanceOf(EncodingFailed.class)
        .hasMessageContaining("result of run");
  }

  @Test
  void encodingRefusesWhatTheCheckRefuses() {
    assertThatThrownBy(() -> codec.encode(new Nameless(), "arguments"))
        .isInstanceOf(EncodingFailed.class)
        .hasMessageContaining("add @TypeName(\"nameless\")");
    assertThatThrownBy(() -> codec.encode(new Person("ann", Optional.empty()), "arguments"))
        .isInstanceOf(EncodingFailed.class)
        .hasMessageContaining("photos[].bytes");
    assertThatThrownBy(() -> codec.encode(List.of(new Nameless()), "result"))
        .isInstanceOf(EncodingFailed.class)
        .hasMessageContaining("component [0]")
        .hasMessageContaining("can't be written: " + Nameless.class.getName() + " is permitted")
        .hasMessageContaining("add @TypeName(\"nameless\")");
  }

  @Test
  void decodingRefusesWhatTheCheckRefuses() {
    assertThatThrownBy(() -> codec.decode(new byte[] {(byte) 0x80}, Anything.class, "arguments"))
        .isInstanceOf(DecodingFailed.class)
        .hasMessageContaining("arguments")
        .hasRootCauseInstanceOf(EncodingFailed.class);
  }
}

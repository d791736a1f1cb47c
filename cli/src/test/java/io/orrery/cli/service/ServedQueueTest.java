package io.orrery.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ServedQueueTest {
  private final ServedQueue.Converter converter = new ServedQueue.Converter();

  @Test
  void aQueueIsServedWithTheSlotsThatItNames() {
    assertThat(converter.convert("email=100000"))
        .isEqualTo(new ServedQueue(new QueueName("email"), 100_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"email=0", "email=100001", "email=-1", "email=9999999999", "email=many"})
  void aNumberOfSlotsThatIsNoneIsRefusedWithTheBounds(String text) {
    assertThatThrownBy(() -> converter.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("use a whole number of 1 to 100000");
  }
}

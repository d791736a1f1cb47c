package io.orrery.broker.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnconfirmedTest {
  private final Unconfirmed unconfirmed = new Unconfirmed();

  @BeforeEach
  void send() {
    for (int number = 1; number <= 5; number++) {
      unconfirmed.sent(number, 100L * number);
    }
  }

  @Test
  void aMultipleAnswerSettlesAllUpToItsNumberThatAreLeft() {
    assertThat(unconfirmed.settle(2, false)).isEqualTo(1);

    assertThat(unconfirmed.settle(4, true)).isEqualTo(3);

    assertThat(unconfirmed.clear()).isEqualTo(1);
  }

  @Test
  void anAnswerThatComesAgainOrTooLateSettlesNothing() {
    assertThat(unconfirmed.expire(300)).isEqualTo(3);

    assertThat(unconfirmed.settle(3, true)).isZero();
    assertThat(unconfirmed.settle(2, false)).isZero();
  }

  @Test
  void onlyWhatIsOldEnoughExpires() {
    assertThat(unconfirmed.expire(99)).isZero();
    assertThat(unconfirmed.expire(100)).isEqualTo(1);
    assertThat(unconfirmed.expire(499)).isEqualTo(3);
  }
}

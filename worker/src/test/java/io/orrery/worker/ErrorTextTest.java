package io.orrery.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.store.Ending;
import java.io.IOException;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class ErrorTextTest {
  @Test
  void eachCauseIsToldWithItsStack() {
    IOException cause = new IOException("connection reset");

    String text = ErrorText.of(new IllegalStateException("could not send", cause));

    assertThat(text)
        .startsWith("java.lang.IllegalStateException: could not send\n\tat " + getClass().getName())
        .contains("Caused by: java.io.IOException: connection reset\n\tat ");
  }

  @Test
  void aLongMessageDoesNotPushTheRootCauseOut() {
    Throwable error = new IllegalStateException("x".repeat(1_000_000), new IOException("root"));

    assertThat(ErrorText.of(error)).hasSizeLessThan(Ending.LONGEST_ERROR).contains("root");
  }

  @Test
  void deepStacksDoNotPushTheRootCauseOut() {
    Throwable error = new IOException("root");
    for (int i = 0; i < 8; i++) {
      error = deep(new IllegalStateException("m".repeat(2_500), error));
    }

    assertThat(ErrorText.of(error))
        .hasSizeLessThanOrEqualTo(Ending.LONGEST_ERROR)
        .contains("java.io.IOException: root\n\tat ");
  }

  private static Throwable deep(Throwable error) {
    StackTraceElement frame =
        new StackTraceElement("org.example." + "deep.".repeat(20), "m", "F.java", 1);
    error.setStackTrace(Collections.nCopies(60, frame).toArray(new StackTraceElement[0]));
    return error;
  }

  @Test
  void causesThatGoInACircleEnd() {
    Exception first = new Exception("first");
    first.initCause(new Exception("second", first));

    assertThat(ErrorText.of(first)).containsOnlyOnce("first\n").containsOnlyOnce("second\n");
  }

  @Test
  void anErrorThatCannotTellItsMessageIsToldAllTheSame() {
    assertThat(ErrorText.of(new Mute())).contains("Mute", "could not be read");
  }

  private static final class Mute extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new NoClassDefFoundError("of the message");
    }
  }
}

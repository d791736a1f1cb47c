package io.orrery.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.EnqueueOptions;
import io.orrery.Handler;
import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.JobId;
import io.orrery.JobType;
import io.orrery.codec.EncodingFailed;
import io.orrery.codec.TooLarge;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What callers get wrong is refused before anything is sent. */
class BadInputTest extends ClientTest {
  private static final class NotAnnotated implements Handler<Mail, Receipt> {
    @Override
    public Receipt handle(Mail arguments, JobContext job) {
      return new Receipt("");
    }
  }

  @JobHandler(type = "any-result")
  private static final class AnyResult implements Handler<Mail, Object> {
    @Override
    public Object handle(Mail arguments, JobContext job) {
      return "";
    }
  }

  record Strange(Thread thread) {}

  @AfterEach
  void nothingWasWritten() {
    assertThat(jobs()).isZero();
  }

  @Test
  void aHandlerWithoutAnAnnotation() {
    assertThatThrownBy(() -> client.enqueue(NotAnnotated.class, TO_ANN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(NotAnnotated.class.getName())
        .hasMessageContaining("@JobHandler(type");
  }

  @Test
  void nullArguments() {
    assertThatThrownBy(() -> client.enqueue(MAIL, null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("arguments of a \"send-email\" are null");
  }

  @Test
  void argumentsThatCantBeEncoded() {
    JobType<Strange, Void> type = JobType.of("strange", Strange.class, Void.class);

    assertThatThrownBy(() -> client.enqueue(type, new Strange(Thread.currentThread())))
        .hasMessageContaining("arguments of job type \"strange\"")
        .hasMessageContaining("Thread");
  }

  @Test
  void argumentsOfATypeThatIsNoneForArguments() {
    JobType<String, Void> type = JobType.of("shout", String.class, Void.class);

    assertThatThrownBy(() -> client.enqueue(type, "hey"))
        .isInstanceOf(EncodingFailed.class)
        .hasMessage(
            "arguments of job type \"shout\" can't be of type java.lang.String: make it a record, an enum or a sealed interface of records");
    assertThatThrownBy(() -> client.enqueueAll(type, List.of("hey")))
        .isInstanceOf(EncodingFailed.class)
        .hasMessageStartingWith("arguments of job type \"shout\" can't be of type");
  }

  @Test
  void aResultThatCantBeEncoded() {
    JobType<Mail, Thread> type = JobType.of("strange", Mail.class, Thread.class);

    assertThatThrownBy(() -> client.enqueue(type, TO_ANN))
        .isInstanceOf(EncodingFailed.class)
        .hasMessage(
            "result of job type \"strange\" can't be of type java.lang.Thread: make it a record, or pass one that holds what you need of it");
    assertThatThrownBy(() -> client.enqueueAll(type, List.of(TO_ANN)))
        .isInstanceOf(EncodingFailed.class)
        .hasMessageStartingWith("result of job type \"strange\" can't be of type");
  }

  @Test
  void aHandlerWhoseResultCouldBeAnything() {
    assertThatThrownBy(() -> client.enqueue(AnyResult.class, TO_ANN))
        .isInstanceOf(EncodingFailed.class)
        .hasMessageStartingWith(
            "result of job type \"any-result\" can't be of type java.lang.Object: say which type");
  }

  @Test
  void argumentsThatAreTooLarge() {
    assertThatThrownBy(() -> client.enqueue(MAIL, new Mail("x".repeat(300_000))))
        .isInstanceOf(TooLarge.class)
        .hasMessageStartingWith(
            "arguments of job type \"send-email\": 300009 bytes, over the limit of 262144: ");
  }

  @Test
  void anElementOfMany() {
    List<Mail> mails = List.of(TO_ANN, TO_ANN, new Mail("x".repeat(300_000)));

    assertThatThrownBy(() -> client.enqueueAll(MAIL, mails))
        .isInstanceOf(TooLarge.class)
        .hasMessageStartingWith(
            "element 2: arguments of job type \"send-email\": 300009 bytes, over the limit");
  }

  @Test
  void optionsOutOfRange() {
    assertThatThrownBy(() -> client.enqueue(MAIL, TO_ANN, o -> o.in(Duration.ofSeconds(-1))))
        .hasMessageContaining("delay is negative: -1s; use zero");
    assertThatThrownBy(() -> client.enqueue(MAIL, TO_ANN, o -> o.queue("no spaces")))
        .hasMessageContaining("queue name \"no spaces\" is not legal");
    assertThatThrownBy(() -> client.enqueue(MAIL, TO_ANN, o -> o.maxRetries(-1)))
        .hasMessageContaining("maxRetries is -1");
    assertThatThrownBy(() -> client.enqueue(MAIL, TO_ANN, o -> o.timeout(Duration.ZERO)))
        .hasMessageContaining("noTimeout()");
    assertThatThrownBy(() -> client.enqueue(MAIL, TO_ANN, o -> o.uniqueKey("a\0")))
        .hasMessageContaining("unique key has a control character");
  }

  static Stream<Arguments> nullOptions() {
    return Stream.of(
        nullOption("delay is null: leave in(…) out", o -> o.in(null)),
        nullOption("runAt is null: leave at(…) out", o -> o.at(null)),
        nullOption("priority is null: leave priority(…) out", o -> o.priority(null)),
        nullOption("queue is null: leave queue(…) out", o -> o.queue(null)),
        nullOption("timeout is null: leave timeout(…) out", o -> o.timeout(null)),
        nullOption("unique key is null: leave uniqueKey(…) out", o -> o.uniqueKey(null)),
        nullOption("tag is null: leave tag(…) out", o -> o.tag(null)));
  }

  private static Arguments nullOption(String message, UnaryOperator<EnqueueOptions> options) {
    return Arguments.of(message, options);
  }

  @ParameterizedTest
  @MethodSource("nullOptions")
  void anOptionThatIsNull(String message, UnaryOperator<EnqueueOptions> options) {
    assertThatThrownBy(() -> client.enqueue(MAIL, TO_ANN, options))
        .isInstanceOf(NullPointerException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void optionsThatReturnNothing() {
    assertThatThrownBy(() -> client.enqueue(MAIL, TO_ANN, o -> null))
        .hasMessageContaining("options of a \"send-email\" returned null");
  }

  @Test
  void whatIsMissing() {
    assertThatThrownBy(() -> client.enqueue((JobType<Mail, Receipt>) null, TO_ANN))
        .hasMessageContaining("job type is null");
    assertThatThrownBy(() -> client.enqueue((Class<NotAnnotated>) null, TO_ANN))
        .hasMessageContaining("handler's class is null");
    assertThatThrownBy(() -> JobType.of(null, Mail.class, Receipt.class))
        .hasMessageContaining("job type name is null");
    assertThatThrownBy(() -> JobType.of("a", null, Receipt.class))
        .hasMessageContaining("argument type of job type \"a\" is null");
    assertThatThrownBy(() -> JobType.of("a", Mail.class, null))
        .hasMessageContaining("pass Void.class");
    assertThatThrownBy(() -> client.enqueueAll(MAIL, null))
        .hasMessageContaining("collection of arguments is null");
    assertThatThrownBy(() -> client.within(null)).hasMessageContaining("connection is null");
    assertThatThrownBy(() -> OrreryClient.connect(null))
        .hasMessageContaining("configuration is null");
    assertThatThrownBy(() -> OrreryClient.connect(database.config().build(), null))
        .hasMessageContaining("registry is null");
  }

  @Test
  void aNegativeTimeout() {
    assertThatThrownBy(() -> client.handle(JobId.next(), MAIL).await(Duration.ofMillis(-1)))
        .hasMessageContaining("negative: -1ms; use zero");
  }
}

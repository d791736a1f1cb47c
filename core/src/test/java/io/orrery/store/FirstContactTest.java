package io.orrery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.config.ConfigBuilder;
import io.orrery.config.ConfigKey;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstContactTest {
  private final TestDatabase database = TestDatabase.create();
  private final ClockOfPauses clock = new ClockOfPauses();
  private final List<String> told = new ArrayList<>();

  @AfterEach
  void closeDatabase() {
    Thread.interrupted();
    database.close();
  }

  @Test
  void aServerThatAnswersIsNotSpokenOf() {
    contact(database.config()).await();

    assertThat(told).isEmpty();
    assertThat(clock.pauses).isZero();
  }

  @Test
  void aServerThatCantBeReachedIsTriedForAMinuteWithASignOfLifeEachTenSeconds() throws IOException {
    String address = "127.0.0.1:" + freePort();

    assertThatThrownBy(() -> contact(at("jdbc:postgresql://" + address + "/jobs")).await())
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageStartingWith("PostgreSQL at " + address + " could not be reached within 60 s: ")
        .hasMessageContaining("Connection refused");

    assertThat(clock.pauses).isEqualTo(120);
    assertThat(told)
        .hasSize(6)
        .allMatch(word -> word.startsWith("PostgreSQL at " + address + " can't be reached yet"));
    assertThat(told.get(1)).contains("trying for 50 s more");
  }

  @Test
  void aHostThatIsNotKnownIsNamedWithTheDefaultPort() {
    ConfigBuilder unknown =
        at("jdbc:postgresql://no-such-host.invalid/jobs").set(ConfigKey.START_TIMEOUT, "0s");

    assertThatThrownBy(() -> contact(unknown).await())
        .hasMessageStartingWith("PostgreSQL at no-such-host.invalid:5432 could not")
        .hasMessageContaining("UnknownHostException");
  }

  @Test
  void aWrongPasswordIsNotTriedAgain() {
    assertRefused(
        database.config().postgres(database.url(), database.user(), "wrong"),
        "refused user \"" + database.user() + "\"");
  }

  @Test
  void aMissingPasswordIsNotTriedAgain() {
    assertRefused(
        database.config().postgres(database.url(), database.user(), ""),
        "refused user \"" + database.user() + "\"",
        "no password was provided");
  }

  @Test
  void withoutAUserTheMessageSaysSo() {
    assertRefused(
        database.config().postgres(database.url(), "", database.password()),
        "refused this process (ORRERY_POSTGRES_USER is not set)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?sslmode=require", "?socketFactory=no.such.Class", "?receiveBufferSize=soon"})
  void aParameterThatCantBeMetIsNotTriedAgain(String parameter) {
    assertRefused(
        database
            .config()
            .postgres(database.url() + parameter, database.user(), database.password()),
        "refused user \"" + database.user() + "\"");
  }

  @Test
  void aDatabaseThatIsNotThereIsNotTriedAgain() {
    assertRefused(
        database.config().postgres(database.url() + "_no", database.user(), database.password()),
        "_no\" does not exist");
  }

  @Test
  void anInterruptEndsTheWait() throws IOException {
    FirstContact contact = contact(at("jdbc:postgresql://127.0.0.1:" + freePort() + "/jobs"));
    Thread.currentThread().interrupt();

    assertThatThrownBy(contact::await)
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageStartingWith("interrupted while waiting for PostgreSQL at 127.0.0.1:");
  }

  private void assertRefused(ConfigBuilder config, String... reasons) {
    assertThatThrownBy(() -> contact(config).await())
        .isInstanceOf(StoreRefused.class)
        .hasMessageStartingWith("PostgreSQL at " + database.config().build().postgres().address())
        .hasMessageContainingAll(reasons)
        .hasMessageContaining(
            "check ORRERY_POSTGRES_URL, ORRERY_POSTGRES_USER and ORRERY_POSTGRES_PASSWORD");
    assertThat(clock.pauses).isZero();
  }

  private ConfigBuilder at(String url) {
    return database.config().postgres(url, "me", "x");
  }

  private FirstContact contact(ConfigBuilder config) {
    return new FirstContact(StoreSettings.of(config.build(), "test", 1), clock, told::add);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Time that passes in pauses alone. */
  private static final class ClockOfPauses implements FirstContact.Pace {
    int pauses;
    private Duration now = Duration.ZERO;

    @Override
    public long nanos() {
      return now.toNanos();
    }

    @Override
    public void pause(Duration time) {
      pauses++;
      now = now.plus(time);
    }
  }
}

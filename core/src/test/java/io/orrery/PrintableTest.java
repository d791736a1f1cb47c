package io.orrery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "\n", "\r", "\t", "\0", "\u001b", "\u0085", "\u009b", "\u2028", "\u202e", "\ud800"
      })
  void whatCouldForgeALineOrMoveACursorIsReplaced(String unfit) {
    assertThat(Printable.line("a" + unfit + "b")).isEqualTo("a?b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain text", "Grüße, 世界", "😀", ""})
  void whatPeopleReadStays(String text) {
    assertThat(Printable.line(text)).isEqualTo(text);
    assertThat(Printable.lines(text)).isEqualTo(text);
  }

  @Test
  void linesKeepTheirEndsAndTabsAndNothingElse() {
    assertThat(Printable.lines("a\n\tb\u001b[2J\r\u2028c")).isEqualTo("a\n\tb?[2J??c");
  }
}

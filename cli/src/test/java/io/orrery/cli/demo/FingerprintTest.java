package io.orrery.cli.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.Discard;
import io.orrery.JobContext;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
  /** Nothing here comes so far that it would ask for one. */
  private static final JobContext NO_JOB =
      (JobContext)
          Proxy.newProxyInstance(
              FingerprintTest.class.getClassLoader(),
              new Class<?>[] {JobContext.class},
              (proxy, method, arguments) -> {
                throw new AssertionError(method + " was called");
              });

  @TempDir private Path folder;

  @Test
  void aNameThatThisLocaleCanNotWriteIsDiscardedAtOnce() {
    // A zero byte is in no locale's names, and ends in the same exception.
    assertThatThrownBy(() -> read("a\0b"))
        .isInstanceOf(Discard.class)
        .hasMessageStartingWith("can't read a?b: its name can't be written in this locale");
  }

  @Test
  void aFileThatIsGoneIsDiscardedInOneLineOfPlainWords() {
    String name = folder.resolve("two\nlines\u001b[2J").toString();

    assertThatThrownBy(() -> read(name))
        .isInstanceOf(Discard.class)
        .hasMessageEndingWith("two?lines?[2J: there is no such file");
  }

  private static void read(String path) {
    new Fingerprint().handle(new Fingerprint.Source(path), NO_JOB);
  }
}

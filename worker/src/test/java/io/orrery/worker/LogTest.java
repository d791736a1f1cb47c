package io.orrery.worker;

import static io.orrery.worker.Handlers.PLAIN;
import static io.orrery.worker.Handlers.plain;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.Discard;
import io.orrery.JobId;
import io.orrery.worker.Handlers.Text;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator reads. */
class LogTest extends WorkerTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream before = System.err;

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(written, true, UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(before);
  }

  @Test
  void aWorkerSaysAtItsStartWhatItIs() {
    Worker worker = start(aWorker(plain((text, job) -> text)).queue("email", 7));

    assertThat(lines("has started"))
        .singleElement()
        .asString()
        .contains(" INFO ", worker.id().toString(), "{email=7}", "[plain]", "broker=memory:");
  }

  @Test
  void aDeadJobIsToldWithTheFirstLineOfItsError() {
    start(
        aWorker(
            plain(
                (text, job) -> {
                  throw new Discard("no such address\u001b[31m\nand more");
                })));

    JobId id = enqueue(PLAIN, new Text("hello"));
    soon().until(() -> !lines("is dead").isEmpty());

    assertThat(lines("is dead"))
        .singleElement()
        .asString()
        .contains(" WARN ", id.toString(), "(plain)", "attempt 1", "DISCARDED", "no such address?")
        .doesNotContain("\u001b", "and more");
  }

  private List<String> lines(String of) {
    return written.toString(UTF_8).lines().filter(line -> line.contains(of)).toList();
  }
}

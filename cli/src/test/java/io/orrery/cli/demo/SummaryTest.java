package io.orrery.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.JobId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private final StringWriter out = new StringWriter();
  private final Summary summary = new Summary(new PrintWriter(out, true));

  @Test
  void anErrorCanNotMoveTheCursor() {
    summary.deaths(
        List.of(new Ledger.Death("odd", "DISCARDED", "a.B: \u001b[2Jall is well\r", 1_000)));

    assertThat(out.toString()).isEqualTo("dead: 1,000 of type odd: ?[2Jall is well? (DISCARDED)\n");
  }

  @Test
  void aJobThatIsMissingIsNamedAndSpoilsTheVerdict() {
    JobId lost = JobId.next();
    JobId done = JobId.next();

    boolean complete =
        summary.verdict(Map.of(lost, "reminder", done, "flaky"), Map.of(lost, "reminder"));

    assertThat(complete).isFalse();
    assertThat(out.toString())
        .isEqualTo(
            "1 of 2 jobs are NOT accounted for, among them:\n  " + lost + " of type reminder\n");
  }

  @Test
  void whatWasNotYetEnqueuedCountsAsWantedAlone() {
    summary.interrupted(new Ledger.Progress(800, 3_000), 50_000, false);

    assertThat(out.toString())
        .isEqualTo(
            "interrupted while enqueuing: of 50,000 jobs 3,000 were enqueued and 800 done\n");
  }
}

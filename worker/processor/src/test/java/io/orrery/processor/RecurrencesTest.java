package io.orrery.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static io.orrery.processor.Sources.compile;
import static io.orrery.processor.Sources.source;

import com.google.testing.compile.Compilation;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrencesTest {
  private static final String HANDLER = "@JobHandler(type = \"report\")";

  @Test
  void aCronTextIsToldWithItsNextFiveTimes() {
    Compilation compilation =
        compile(
            report("@Recurring(cron = \"0 9 * * *\", zone = \"Europe/Paris\")", HANDLER, "Tick"));

    assertThat(compilation).succeeded();
    assertThat(compilation)
        .hadNoteContainingMatch(
            "cron \"0 9 \\* \\* \\*\" in Europe/Paris is next due at"
                + "( \\d{4}-\\d\\d-\\d\\dT09:00\\+0[12]:00\\[Europe/Paris\\],?){5}");
  }

  @Test
  void anIntervalIsAccepted() {
    assertThat(compile(report("@Recurring(every = \"30s\")", HANDLER, "Tick"))).succeeded();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cron = "0 9 * *"                      | it has 4 fields
          cron = "0 0 31 2 *"                   | it never fires
          cron = "0 9 * * *", zone = "Paris"    | zone: "Paris" is no time zone: write it as in "Europe/Paris"
          every = "5 minutes"                   | every: "5 minutes" is no duration: write it as in
          every = "10ms"                        | use 100 ms to ten years
          cron = "@daily", every = "1d"         | cron, every: write one of them
          zone = "UTC"                          | cron, every: write one of them
          every = "1d", zone = "Europe/Paris"   | zone: "Europe/Paris" goes with cron alone
          cron = "@daily", name = "no blanks"   | schedule name "no blanks" is not legal
          """)
  void whatCanNotWorkIsRefusedAtItsLine(String values, String message) {
    Compilation compilation = compile(report("@Recurring(" + values + ")", HANDLER, "Tick"));

    assertThat(compilation).failed();
    assertThat(compilation).hadErrorContaining(message).inFile(report("", "", "")).onLine(3);
  }

  @Test
  void aHandlerOfOtherArgumentsIsRefused() {
    Compilation compilation = compile(report("@Recurring(every = \"1m\")", HANDLER, "Report.Of"));

    assertThat(compilation)
        .hadErrorContaining("takes other arguments: let it implement Task<Tick>");
  }

  @Test
  void aScheduleOfWhatIsNoHandlerIsRefused() {
    Compilation compilation = compile(report("@Recurring(every = \"1m\")", "", "Tick"));

    assertThat(compilation).hadErrorContaining("is no handler: add @JobHandler(type");
  }

  private static JavaFileObject report(String recurring, String handler, String arguments) {
    return source(
        "Report",
        """
        %s
        %s
        final class Report implements Task<%3$s> {
          record Of(String what) {}
          @Override public void run(%3$s arguments, JobContext job) {}
        }
        """
            .formatted(recurring, handler, arguments));
  }
}

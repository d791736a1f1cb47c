package io.orrery.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static io.orrery.processor.Sources.compile;
import static io.orrery.processor.Sources.source;

import com.google.testing.compile.Compilation;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

class OneHandlerPerScheduleTest {

  /** One has it as its name, the other, which has none, as its job type. */
  @Test
  void twoHandlersOfOneScheduleAreRefusedAtBoth() {
    JavaFileObject daily = handler("Daily", "daily", ", name = \"report\"");
    JavaFileObject report = handler("Report", "report", "");

    Compilation compilation = compile(daily, report);

    String message =
        "schedule \"report\" is declared by more than one handler: app.Daily and app.Report. Give"
            + " each its own name";
    assertThat(compilation).hadErrorCount(2);
    assertThat(compilation).hadErrorContaining(message).inFile(daily).onLineContaining("report");
    assertThat(compilation).hadErrorContaining(message).inFile(report).onLineContaining("every");
  }

  @Test
  void handlersOfOtherSchedulesAreTaken() {
    assertThat(compile(handler("Daily", "daily", ""), handler("Report", "report", ""))).succeeded();
  }

  private static JavaFileObject handler(String name, String type, String more) {
    return source(
        name,
        """
        @JobHandler(type = "%2$s")
        @Recurring(every = "1m"%3$s)
        final class %1$s implements Task<Tick> {
          @Override public void run(Tick tick, JobContext job) {}
        }
        """
            .formatted(name, type, more));
  }
}

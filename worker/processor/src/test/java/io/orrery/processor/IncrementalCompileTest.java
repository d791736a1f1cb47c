package io.orrery.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncrementalCompileTest {
  @TempDir private Path folder;
  private Project project;

  @BeforeEach
  void compileTwoHandlers() throws IOException {
    project = new Project(folder);
    project.write("Mail", "mail");
    project.write("Report", "report");
    assertThat(project.compile("Mail", "Report")).isEmpty();
  }

  @Test
  void aNewHandlerJoinsThoseOfTheEarlierCompile() throws IOException {
    project.write("Audit", "audit");

    project.compile("Audit");

    assertThat(project.index()).containsExactly("app.Audit", "app.Mail", "app.Report");
  }

  @Test
  void earlierHandlersStayThoughTheirFolderIsNotOnTheClassPath() throws IOException {
    project.write("Audit", "audit");

    project.compileBlind("Audit");

    assertThat(project.index()).containsExactly("app.Audit", "app.Mail", "app.Report");
  }

  @Test
  void aHandlerCompiledAgainIsListedOnce() throws IOException {
    project.compile("Mail");

    assertThat(project.index()).containsExactly("app.Mail", "app.Report");
  }

  @Test
  void aHandlerWhoseClassIsGoneLeavesTheIndex() throws IOException {
    project.delete("Report");

    project.compile("Mail");

    assertThat(project.index()).containsExactly("app.Mail");
  }

  @Test
  void aHandlerThatLostItsAnnotationLeavesTheIndex() throws IOException {
    project.writeText("Report", "public final class Report {}");

    project.compile("Mail", "Report");

    assertThat(project.index()).containsExactly("app.Mail");
  }

  @Test
  void aTypeThatAnEarlierHandlerHasIsRefused() throws IOException {
    project.write("Letter", "mail");

    String printed = project.compile("Letter");

    assertThat(printed)
        .contains("Letter.java:2: error: job type \"mail\" has more than one handler")
        .contains("app.Letter and app.Mail");
  }

  @Test
  void aTypeMayMoveToANewHandler() throws IOException {
    project.delete("Mail");
    project.write("Letter", "mail");

    assertThat(project.compile("Letter")).isEmpty();
    assertThat(project.index()).containsExactly("app.Letter", "app.Report");
  }

  @Test
  void aRefusedCompileLeavesTheIndexAsItWas() throws IOException {
    project.write("Audit", "not legal");

    assertThat(project.compile("Audit")).contains("is not legal");
    assertThat(project.index()).containsExactly("app.Mail", "app.Report");
  }
}

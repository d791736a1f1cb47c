package io.orrery.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir private Path folder;

  @Test
  void anEarlierReportStaysUntilThereIsAnotherToWrite() throws IOException {
    Path file = Files.writeString(folder.resolve("report"), "earlier");

    Report.to(file).close();

    assertThat(file).hasContent("earlier");
  }
}

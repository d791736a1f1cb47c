package io.orrery.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orrery.JobId;
import io.orrery.testing.servers.Servers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that was there when the demo looked, and is gone when its job runs. */
class UnreadableFileTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  @Test
  void itsJobIsADeadLetterWithTheReasonInTheReport() throws Exception {
    Path gone = folder.resolve("gone");
    Path file = folder.resolve("report.jsonl");
    Workload workload = new Workload(List.of(gone), 1);

    try (DemoServers servers = DemoServers.start(Servers.open(), Optional.of(BrokerChoice.memory));
        Ledger ledger = new Ledger(servers.config().postgres());
        Report report = Report.to(file)) {
      try (Fleet fleet = Fleet.start(servers.config())) {
        workload.enqueue(fleet.client(), jobs -> {});
        new Progress(new PrintWriter(new StringWriter()), false, workload.size())
            .follow(ledger, PATIENCE);
      }
      report.write(ledger);
      Map<JobId, String> strange = Map.of(JobId.next(), "fingerprint");

      assertThat(ledger.missing(workload.enqueued())).isEmpty();
      assertThat(ledger.missing(strange)).isEqualTo(strange);
    }

    JsonNode line = new ObjectMapper().readTree(Files.readString(file));
    assertThat(line.get("path").asText()).isEqualTo(gone.toString());
    assertThat(line.get("state").asText()).isEqualTo("DEAD");
    assertThat(line.get("reason").asText()).isEqualTo("DISCARDED");
    assertThat(line.get("error").asText()).contains("there is no such file");
  }
}

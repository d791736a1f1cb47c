package io.orrery.benchmarks.failover;

import io.orrery.benchmarks.process.Conversation;
import io.orrery.config.OrreryConfig;
import io.orrery.worker.Worker;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The worker's process. Nothing is asked of it. */
@Command(name = "mark-process", hidden = true)
public final class MarkProcess implements Callable<Integer> {
  private static final int SLOTS = 500;

  @Option(names = "--file", required = true)
  private Path file = Path.of("");

  @Override
  public Integer call() throws Exception {
    try (Jotter jotter = new Jotter(file);
        Worker worker =
            Worker.builder(OrreryConfig.fromEnv())
                .queue(Mark.QUEUE, SLOTS)
                .handler(new Mark(Clock.systemUTC(), jotter))
                .start()) {
      Conversation.hold(
          request -> {
            throw new IllegalArgumentException("unknown request " + request[0]);
          });
    }
    return 0;
  }
}

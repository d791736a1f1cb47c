package io.orrery.benchmarks.load;

import io.orrery.benchmarks.process.Conversation;
import io.orrery.client.OrreryClient;
import io.orrery.config.OrreryConfig;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * The client's process. Answers {@code callers N SECONDS}, {@code bulk SECONDS}, {@code jobs N
 * WAIT_MS}, {@code paced RATE SECONDS}, {@code delayed RATE SECONDS AHEAD_SECONDS}.
 */
@Command(name = "client-process", hidden = true)
public final class ClientProcess implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    try (OrreryClient client = OrreryClient.connect(OrreryConfig.fromEnv())) {
      Producers producers = new Producers(client, Clock.systemUTC());
      Conversation.hold(
          request ->
              switch (request[0]) {
                case "callers" -> producers.callers(number(request, 1), number(request, 2));
                case "bulk" -> producers.bulk(number(request, 1));
                case "jobs" -> producers.jobs(number(request, 1), number(request, 2));
                case "paced" -> producers.paced(number(request, 1), number(request, 2));
                case "delayed" ->
                    producers.delayed(number(request, 1), number(request, 2), number(request, 3));
                default -> throw new IllegalArgumentException("unknown request " + request[0]);
              });
    }
    return 0;
  }

  private static int number(String[] request, int at) {
    return Integer.parseInt(request[at]);
  }
}

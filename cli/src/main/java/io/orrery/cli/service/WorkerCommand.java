package io.orrery.cli.service;

import io.orrery.config.OrreryConfig;
import io.orrery.worker.Worker;
import io.orrery.worker.WorkerBuilder;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a worker with the handlers of a jar until a signal ends the process. */
@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    description =
        "Runs a worker with all handlers that the annotation processor listed in the given jars.")
public final class WorkerCommand implements Callable<Integer> {
  @Mixin private Configured configured = new Configured();

  @Option(
      names = "--handlers",
      required = true,
      paramLabel = "CLASSPATH",
      description =
          "Jars and class folders, as for java -cp; 'lib/*' (quoted) is every jar in lib.")
  private String handlers = "";

  @Option(
      names = "--queue",
      paramLabel = "NAME=SLOTS",
      converter = ServedQueue.Converter.class,
      description =
          "A queue to serve, and how many of its jobs may run at once. Repeatable. Default: every queue that a handler names.")
  private List<ServedQueue> queues = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    OrreryConfig config = configured.readForService();
    try (URLClassLoader loader = HandlerPath.open(handlers);
        Worker worker = builder(config, loader).start()) {
      worker.awaitShutdown();
    }
    return 0;
  }

  private WorkerBuilder builder(OrreryConfig config, ClassLoader loader) {
    SortedSet<String> named = HandlerPath.queues(handlers, loader);
    WorkerBuilder builder = Worker.builder(config).handlersFromIndex(loader);
    if (queues.isEmpty()) {
      named.forEach(builder::queue);
    }
    queues.forEach(queue -> builder.queue(queue.name().value(), queue.slots()));
    return builder;
  }
}

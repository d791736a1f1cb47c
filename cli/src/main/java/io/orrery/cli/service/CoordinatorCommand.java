package io.orrery.cli.service;

import io.orrery.coordinator.Coordinator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a coordinator until a signal ends the process. */
@Command(
    name = "coordinator",
    mixinStandardHelpOptions = true,
    description = "Runs a coordinator: of any number, one leads and drives what waits on a clock.")
public final class CoordinatorCommand implements Callable<Integer> {
  @Mixin private Configured configured = new Configured();

  @Override
  public Integer call() throws InterruptedException {
    try (Coordinator coordinator = Coordinator.start(configured.readForService())) {
      coordinator.awaitShutdown();
    }
    return 0;
  }
}

package io.orrery.cli.service;

import io.orrery.coordinator.Migrations;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Brings the database to the schema that this Orrery needs, and ends. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    description = "Brings the database's schema up to date.")
public final class MigrateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Configured configured = new Configured();

  @Override
  public Integer call() {
    spec.commandLine().getOut().println(told(Migrations.migrate(configured.read())));
    return 0;
  }

  private static String told(Migrations.Migrated migrated) {
    return migrated.from() == migrated.to()
        ? "the schema is at version " + migrated.to() + " already"
        : "migrated the schema from version " + migrated.from() + " to " + migrated.to();
  }
}

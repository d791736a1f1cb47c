package io.orrery.testing.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** All classes of all modules. */
final class House {
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.orrery");

  /** What runs at a user's, as against what tests and measures it. */
  static final String[] NOT_PRODUCT = {
    "io.orrery.testing..", "io.orrery.broker.contract..", "io.orrery.benchmarks.."
  };

  private House() {}
}

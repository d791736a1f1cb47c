package io.orrery.testing.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.regex.Pattern;

/** All classes of all modules. */
final class House {
  /** JMH writes classes of its own beside each benchmark, and extends the benchmark by some. */
  private static final Pattern BENCHMARK = Pattern.compile(".*(jmh_generated|Benchmark).*\\.class");

  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(House::isNoBenchmark)
          .importPackages("io.orrery");

  /** What runs at a user's, as against what tests and measures it. */
  static final String[] NOT_PRODUCT = {
    "io.orrery.testing..", "io.orrery.broker.contract..", "io.orrery.benchmarks.."
  };

  private House() {}

  private static boolean isNoBenchmark(Location location) {
    return !location.matches(BENCHMARK);
  }
}

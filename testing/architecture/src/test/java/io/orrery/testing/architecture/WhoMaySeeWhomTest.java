package io.orrery.testing.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows of docs/architecture.md. */
class WhoMaySeeWhomTest {
  /** The package of what users type, without those below it. */
  private static final String API = "api";

  /** A rule about classes that nobody has read holds always. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "client",
        "worker",
        "coordinator",
        "cli",
        "benchmarks",
        "processor",
        "broker.memory",
        "broker.rabbitmq",
        "broker.contract",
        "testing.servers",
        "store"
      })
  void theClassesOfEachModuleAreRead(String module) {
    assertThat(House.CLASSES)
        .anyMatch(type -> type.getPackageName().startsWith("io.orrery." + module));
  }

  /**
   * Names are those below io.orrery, with all that is below them; what sees itself is not named.
   */
  @ParameterizedTest
  @CsvSource({
    "client, cli benchmarks",
    "worker, cli benchmarks",
    "coordinator, cli benchmarks",
    "cli, benchmarks",
    "benchmarks, ''",
    "processor, ''",
    // A broker is found by its URI, so that another one can take its place.
    "broker.memory, ''",
    "broker.rabbitmq, ''",
    "broker.contract, ''",
    "testing.servers, cli benchmarks",
  })
  void aModuleIsSeenByThese(String module, String by) {
    String[] allowed =
        Stream.concat(Stream.of(module), words(by))
            .map(WhoMaySeeWhomTest::below)
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideOutsideOfPackages(allowed)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(below(module))
        .check(House.CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "com.rabbitmq, broker.rabbitmq",
    "com.cronutils, schedule",
    "redis.clients, coordinator",
    "org.flywaydb, coordinator cli",
    "com.zaxxer.hikari, store",
    "org.postgresql, store config testing.servers",
    "com.fasterxml.jackson, codec api cli",
    "org.msgpack, codec broker report",
    "io.github.resilience4j, store worker",
    "org.testcontainers, testing.servers",
    "picocli, cli benchmarks",
    "org.openjdk.jmh, benchmarks",
  })
  void aLibraryIsSeenByThese(String library, String by) {
    String[] allowed = words(by).map(WhoMaySeeWhomTest::below).toArray(String[]::new);

    noClasses()
        .that()
        .resideOutsideOfPackages(allowed)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library + "..")
        .check(House.CLASSES);
  }

  /** What news are made of is part of it. */
  @Test
  void anAdapterSeesOnlyItsSpi() {
    noClasses()
        .that()
        .resideInAPackage("io.orrery.broker.*..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.orrery..")
                .and(
                    resideOutsideOfPackages("io.orrery", "io.orrery.broker..", "io.orrery.report")))
        .check(House.CLASSES);
  }

  @Test
  void theTestServersKnowNothingOfOrrery() {
    noClasses()
        .that()
        .resideInAPackage("io.orrery.testing.servers..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.orrery..")
                .and(resideOutsideOfPackage("io.orrery.testing.servers..")))
        .check(House.CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"broker", "store", "config", "codec", "metrics", "lock", "lifecycle"})
  void whatUsersTypeNeedsNothingOfTheInside(String inside) {
    noClasses()
        .that()
        .resideInAPackage("io.orrery")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(below(inside))
        .check(House.CLASSES);
  }

  private static Stream<String> words(String text) {
    return text.isEmpty() ? Stream.of() : Stream.of(text.split(" ", -1));
  }

  private static String below(String module) {
    return module.equals(API) ? "io.orrery" : "io.orrery." + module + "..";
  }
}

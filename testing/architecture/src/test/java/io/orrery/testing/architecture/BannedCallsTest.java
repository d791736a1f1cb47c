package io.orrery.testing.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.io.ObjectInputStream;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What product code may not do. */
class BannedCallsTest {
  private final GivenClassesConjunction noProductClasses =
      noClasses().that().resideOutsideOfPackages(House.NOT_PRODUCT);

  @ParameterizedTest
  @CsvSource({
    // Time comes from a clock that a test can move, waiting from a condition that it can meet.
    "java.lang.System, currentTimeMillis",
    "java.lang.Thread, sleep",
    "java.util.concurrent.TimeUnit, sleep",
    // Data never chooses a class.
    "com.fasterxml.jackson.databind.ObjectMapper, activateDefaultTyping",
    "com.fasterxml.jackson.databind.ObjectMapper, activateDefaultTypingAsProperty",
    "com.fasterxml.jackson.databind.ObjectMapper, enableDefaultTyping",
    "com.fasterxml.jackson.databind.ObjectMapper, setDefaultTyping",
    "com.fasterxml.jackson.databind.cfg.MapperBuilder, activateDefaultTyping",
    "com.fasterxml.jackson.databind.cfg.MapperBuilder, setDefaultTyping",
  })
  void nobodyCalls(String owner, String method) {
    noProductClasses
        .should()
        .callMethodWhere(
            calls(
                owner + "." + method,
                call ->
                    call.getName().equals(method) && call.getTargetOwner().isAssignableTo(owner)))
        .check(House.CLASSES);
  }

  @Test
  void theTimeIsAskedOfAClock() {
    noProductClasses
        .should()
        .callMethodWhere(
            calls(
                "now() without a clock",
                call ->
                    call.getName().equals("now")
                        && call.getTargetOwner().getPackageName().equals("java.time")
                        && call.getTarget().getRawParameterTypes().stream()
                            .noneMatch(type -> type.isEquivalentTo(Clock.class))))
        .check(House.CLASSES);
  }

  @Test
  void nobodyReadsJavasOwnSerialForm() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ObjectInputStream.class)
        .check(House.CLASSES);
  }

  @Test
  void onlyCommandsPrintAndExit() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.orrery.cli..", "io.orrery.benchmarks..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(House.CLASSES);
  }

  @Test
  void noStaticFieldChanges() {
    noFields().that().areStatic().should().notBeFinal().check(House.CLASSES);
  }

  private static DescribedPredicate<JavaCall<?>> calls(
      String description, java.util.function.Predicate<JavaCall<?>> predicate) {
    return describe(description, predicate);
  }
}

package io.orrery.testing.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What every class and package looks like. */
class ShapeTest {
  private static final DescribedPredicate<JavaClass> WRITTEN_BY_HAND =
      DescribedPredicate.describe(
          "written by hand",
          type ->
              !type.getName().matches(".*\\.Dagger\\w+(\\$.*)?|.*_(Factory|MembersInjector).*"));

  /** A sealed class is closed as a final one is: who extends it stands beside it. */
  private static final DescribedPredicate<JavaClass> ARE_NOT_SEALED =
      DescribedPredicate.describe("are not sealed", type -> !type.reflect().isSealed());

  @Test
  void namesSayWhatAClassIs() {
    noClasses()
        .that(WRITTEN_BY_HAND)
        .should()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager)(\\$.*)?")
        .orShould()
        .haveNameMatching(".*\\.(Abstract|Base)[A-Z]\\w*")
        .check(House.CLASSES);
  }

  @Test
  void aClassIsFinalUnlessItIsWrittenForExtension() {
    classes()
        .that(WRITTEN_BY_HAND)
        .and()
        .areTopLevelClasses()
        .and()
        .areNotInterfaces()
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .and()
        .areNotEnums()
        .and(ARE_NOT_SEALED)
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(House.CLASSES);
  }

  @Test
  void noPackageLeavesNullnessOpen() {
    List<JavaPackage> open =
        House.CLASSES.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(each -> !each.isAnnotatedWith(NullMarked.class))
            .toList();

    assertThat(open).isEmpty();
  }
}

package io.orrery.broker.contract;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Fails the class when a scenario was skipped that the adapter does not list, or when one ran, or
 * is not there, that it does list: the lists can't rot.
 */
final class SkipsAreExpected implements BeforeEachCallback, TestWatcher, AfterAllCallback {
  private final Set<String> expected = new TreeSet<>();
  private final Set<String> skipped = new TreeSet<>();
  private final Set<String> ran = new TreeSet<>();

  @Override
  public void beforeEach(ExtensionContext context) {
    context
        .getRequiredTestInstances()
        .findInstance(BrokerContract.class)
        .ifPresent(contract -> expected.addAll(contract.expectedSkips()));
  }

  @Override
  public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
    skipped.add(context.getRequiredTestMethod().getName());
  }

  @Override
  public void testDisabled(ExtensionContext context, Optional<String> reason) {
    skipped.add(context.getRequiredTestMethod().getName());
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    ran.add(context.getRequiredTestMethod().getName());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (!BrokerContract.class.isAssignableFrom(context.getRequiredTestClass())) {
      return; // One of its groups of scenarios; the class itself ends last.
    }
    Set<String> unknown = new TreeSet<>(expected);
    unknown.removeAll(scenarios());
    skipped.removeAll(expected);
    ran.retainAll(expected);
    if (!skipped.isEmpty() || !ran.isEmpty() || !unknown.isEmpty()) {
      throw new AssertionError(
          "skipped, but not listed in expectedSkips(): "
              + skipped
              + "; listed, but not skipped: "
              + ran
              + "; listed, but no scenario: "
              + unknown);
    }
  }

  private static Set<String> scenarios() {
    Set<String> names = new TreeSet<>();
    for (Class<?> group : BrokerContract.class.getDeclaredClasses()) {
      for (Class<?> type = group; type != null; type = type.getSuperclass()) {
        Arrays.stream(type.getDeclaredMethods()).map(Method::getName).forEach(names::add);
      }
    }
    return names;
  }
}

package io.orrery.client;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many callers at once, each on a virtual thread. */
final class Crowd {
  private Crowd() {}

  /** Calls with 0 to {@code callers - 1}; returns what each call did, in that order. */
  static <T> List<T> call(int callers, IntFunction<T> call) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> calls =
          IntStream.range(0, callers).mapToObj(i -> threads.submit(() -> call.apply(i))).toList();
      return calls.stream().map(Crowd::outcome).toList();
    }
  }

  private static <T> T outcome(Future<T> call) {
    try {
      return call.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}

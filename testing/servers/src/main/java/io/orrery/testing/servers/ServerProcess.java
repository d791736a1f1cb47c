package io.orrery.testing.servers;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process with its children, signalled by their process numbers alone. */
record ServerProcess(Process root) {
  private static final Duration END_LIMIT = Duration.ofSeconds(30);
  private static final Duration ORPHAN_LIMIT = Duration.ofSeconds(2);

  long pid() {
    return root.pid();
  }

  boolean alive() {
    return root.isAlive();
  }

  /** Waits up to this long for the end; returns whether it came. */
  boolean endsWithin(Duration time) {
    try {
      return root.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailed("waiting for process " + pid() + ": interrupted", e);
    }
  }

  void pause() {
    if (alive()) {
      // The parent first, so that it starts no child that we would miss.
      signal("STOP", Stream.of(root.toHandle()));
      signal("STOP", root.descendants());
    }
  }

  void resume() {
    if (alive()) {
      signal("CONT", family().stream());
    }
  }

  /** Kills all of the family, and returns when it is gone. */
  void kill() {
    if (!alive()) {
      return;
    }
    pause();
    List<ProcessHandle> family = family();
    family.forEach(ProcessHandle::destroyForcibly);
    if (!endsWithin(END_LIMIT)) {
      throw new ServerFailed("killing process " + pid() + ": it is still there after " + END_LIMIT);
    }
    family.forEach(ServerProcess::awaitEnd);
  }

  /** The children first. */
  private List<ProcessHandle> family() {
    return Stream.concat(root.descendants(), Stream.of(root.toHandle())).toList();
  }

  /**
   * Waits for a child that SIGKILL reached, but not for one that its new parent leaves a zombie.
   */
  private static void awaitEnd(ProcessHandle child) {
    child.onExit().completeOnTimeout(child, ORPHAN_LIMIT.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  private void signal(String name, Stream<ProcessHandle> processes) {
    String pids =
        processes.map(process -> Long.toString(process.pid())).collect(Collectors.joining(" "));
    if (pids.isEmpty()) {
      return;
    }
    try {
      // What fails to be signalled has ended, which the caller sees by itself.
      Process shell =
          new ProcessBuilder("sh", "-c", "kill -s " + name + " " + pids + " 2>/dev/null").start();
      new ServerProcess(shell).endsWithin(END_LIMIT);
    } catch (IOException e) {
      throw new ServerFailed("sending SIG" + name + " to " + pids, e);
    }
  }
}

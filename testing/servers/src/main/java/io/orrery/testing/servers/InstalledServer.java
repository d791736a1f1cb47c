package io.orrery.testing.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * A server that runs from binaries of this machine, as a process of this JVM's, in a folder of its
 * own.
 */
final class InstalledServer implements Server {

  /** What all servers of one set share. */
  record Place(Path folder, ServiceAccount account, Janitor janitor) {}

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration PROBE_PAUSE = Duration.ofMillis(50);
  private static final Duration RETRY_PAUSE = Duration.ofMillis(300);
  // A PostgreSQL that was killed may refuse to start until the kernel has let go of its memory.
  private static final int START_TRIES = 10;
  private static final int LOG_LINES = 30;

  private final Program program;
  private final Place place;
  private final Path folder;
  // Guarded by this, which is held while a fault is done, so that two of them never mix.
  private ServerProcess process;

  private InstalledServer(Program program, Place place) {
    this.program = program;
    this.place = place;
    this.folder = place.folder().resolve(program.name());
    initialize();
    this.process = start();
  }

  /** Lays the server out, starts it, and returns when it answers. */
  static InstalledServer start(Program program, Place place) {
    return new InstalledServer(program, place);
  }

  @Override
  public synchronized void kill() {
    process.kill();
    place.janitor().ended(process.pid());
  }

  @Override
  public synchronized void pause() {
    process.pause();
  }

  @Override
  public synchronized void resume() {
    process.resume();
  }

  @Override
  public synchronized void restart() {
    kill();
    process = start();
  }

  @Override
  public synchronized void wipe() {
    kill();
    delete();
    initialize();
    process = start();
  }

  @Override
  public synchronized boolean running() {
    return process.alive();
  }

  /**
   * Runs a short command of the server's own, as its account and in its folder, and returns what it
   * printed.
   */
  String run(Function<Path, Program.Command> command) {
    return Shell.output(place.account().process(command.apply(folder), folder));
  }

  private void initialize() {
    try {
      place.account().own(Files.createDirectory(folder));
      program.initialize(folder, place.account());
    } catch (IOException e) {
      throw new ServerFailed("laying out " + program.name() + " in " + folder, e);
    }
  }

  private ServerProcess start() {
    for (int tries = 1; ; tries++) {
      ServerProcess started = launch();
      if (answers(started)) {
        return started;
      }
      if (tries == START_TRIES) {
        throw new ServerFailed(
            "starting " + program.name() + ": it ended at once, " + tries + " times\n" + logTail());
      }
      LockSupport.parkNanos(RETRY_PAUSE.toNanos());
    }
  }

  private ServerProcess launch() {
    ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(log().toFile());
    try {
      Process started =
          OwnSession.of(place.account().process(program.command(folder), folder))
              .redirectInput(Shell.NO_INPUT)
              .redirectOutput(log)
              .redirectError(log)
              .start();
      place.janitor().started(started.pid(), program.endingSignal());
      return new ServerProcess(started);
    } catch (IOException e) {
      throw new ServerFailed("starting " + program.name(), e);
    }
  }

  /** Waits until the server answers, which is true, or ends, which is false. */
  private boolean answers(ServerProcess started) {
    long begin = System.nanoTime();
    while (!started.endsWithin(PROBE_PAUSE)) {
      try {
        program.probe();
        return true;
      } catch (IOException notYet) {
        if (System.nanoTime() - begin > START_LIMIT.toNanos()) {
          throw new ServerFailed(
              "starting " + program.name() + ": no answer within " + START_LIMIT + "\n" + logTail(),
              notYet);
        }
      }
    }
    place.janitor().ended(started.pid());
    return false;
  }

  private void delete() {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new ServerFailed("deleting " + folder, e);
    }
  }

  private Path log() {
    return folder.resolve("server.log");
  }

  private String logTail() {
    try {
      List<String> lines = Files.readAllLines(log());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    } catch (IOException e) {
      return "(its log can't be read: " + e + ")";
    }
  }
}

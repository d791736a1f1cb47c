package io.orrery.testing.servers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;

/** A server that runs in a container of its own. Its data lives as long as the container does. */
final class DockerServer implements Server {

  /** Returns when the server answers; throws with the reason while it doesn't. */
  interface Probe {
    void probe() throws IOException;
  }

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration PROBE_PAUSE = Duration.ofMillis(50);

  // What is done to it is guarded by this, so that two faults never mix.
  private final GenericContainer<?> container;
  private final Probe probe;

  private DockerServer(GenericContainer<?> container, Probe probe) {
    this.container = container;
    this.probe = probe;
  }

  /** Creates and starts the container, and returns when the server answers. */
  static DockerServer start(GenericContainer<?> container, Probe probe) {
    DockerServer server = new DockerServer(container, probe);
    server.create();
    return server;
  }

  @Override
  public synchronized void kill() {
    if (running()) {
      docker().killContainerCmd(container.getContainerId()).withSignal("SIGKILL").exec();
    }
  }

  @Override
  public synchronized void pause() {
    if (running() && !paused()) {
      docker().pauseContainerCmd(container.getContainerId()).exec();
    }
  }

  @Override
  public synchronized void resume() {
    if (paused()) {
      docker().unpauseContainerCmd(container.getContainerId()).exec();
    }
  }

  @Override
  public synchronized void restart() {
    kill();
    docker().startContainerCmd(container.getContainerId()).exec();
    awaitAnswer();
  }

  @Override
  public synchronized void wipe() {
    remove();
    create();
  }

  @Override
  public synchronized boolean running() {
    return Boolean.TRUE.equals(state().getRunning());
  }

  /** Runs a command in the container and returns what it printed. */
  String run(List<String> command) {
    String name = String.join(" ", command);
    try {
      ExecResult result = container.execInContainer(command.toArray(String[]::new));
      if (result.getExitCode() != 0) {
        throw new ServerFailed(
            "running \""
                + name
                + "\": exit code "
                + result.getExitCode()
                + ": "
                + result.getStderr());
      }
      return result.getStdout().strip();
    } catch (IOException e) {
      throw new ServerFailed("running \"" + name + "\"", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailed("running \"" + name + "\": interrupted", e);
    }
  }

  /** What Docker calls it, until it is wiped. */
  synchronized String containerId() {
    return container.getContainerId();
  }

  /** Removes the container with all its data. */
  synchronized void remove() {
    container.stop();
  }

  private synchronized void create() {
    container.start();
    awaitAnswer();
  }

  private void awaitAnswer() {
    long begin = System.nanoTime();
    while (true) {
      try {
        probe.probe();
        return;
      } catch (IOException notYet) {
        if (System.nanoTime() - begin > START_LIMIT.toNanos()) {
          throw new ServerFailed(
              "starting "
                  + container.getDockerImageName()
                  + ": no answer within "
                  + START_LIMIT
                  + "\n"
                  + container.getLogs(),
              notYet);
        }
        LockSupport.parkNanos(PROBE_PAUSE.toNanos());
      }
    }
  }

  private boolean paused() {
    return Boolean.TRUE.equals(state().getPaused());
  }

  private ContainerState state() {
    return docker().inspectContainerCmd(container.getContainerId()).exec().getState();
  }

  private DockerClient docker() {
    return container.getDockerClient();
  }
}

package io.orrery.cli.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A clone's scripts on a machine of their own, which has a shell's tools and nothing else. */
final class Clone {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> SCRIPTS =
      List.of("orrery", "launcher/find-jdk.sh", "launcher/build.sh", "testing/provide-servers.sh");
  private static final List<String> TOOLS =
      List.of(
          "cat",
          "chmod",
          "cp",
          "dirname",
          "env",
          "find",
          "head",
          "id",
          "ln",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sh",
          "sleep",
          "tail",
          "tee",
          "touch");
  private static final long TIMEOUT_SECONDS = 60;

  /** What a command came to: standard output and error in one. */
  record Outcome(int exitCode, String output) {}

  private final Path machine;
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  private Clone(Path machine) {
    this.machine = machine;
    this.folder = machine.resolve("a clone");
  }

  /**
   * @param machine an empty folder that stands for the machine's root
   */
  static Clone on(Path machine) throws IOException {
    Clone clone = new Clone(machine);
    for (String script : SCRIPTS) {
      Path copy = clone.folder.resolve(script);
      Files.createDirectories(copy.getParent());
      Files.copy(REPOSITORY.resolve(script), copy);
    }
    for (String tool : TOOLS) {
      clone.program("bin/" + tool, "exec " + find(tool) + " \"$@\"");
    }
    Path home = Files.createDirectories(machine.resolve("home"));
    clone.environment.put("PATH", machine.resolve("bin").toString());
    clone.environment.put("HOME", home.toString());
    clone.environment.put("ORRERY_TEST_ROOT", machine.toString());
    clone.program("a clone/mvnw", "echo \"mvnw $* JAVA_HOME=$JAVA_HOME\" >> \"$HOME/maven.log\"");
    return clone;
  }

  Path machine() {
    return machine;
  }

  Path folder() {
    return folder;
  }

  Clone with(String variable, Object value) {
    environment.put(variable, value.toString());
    return this;
  }

  /** Puts a shell script in place, by its path from the machine's root. */
  Clone program(String path, String script) throws IOException {
    Path file = machine.resolve(path);
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return this;
  }

  /** Puts a JDK in place whose java tells what it was asked. */
  Path jdk(String path, int version) throws IOException {
    Path home = machine.resolve(path);
    program(
        path + "/bin/java",
        """
        case $1 in
          -XshowSettings*) echo "    java.home = %s" >&2 ;;
          *) echo "java %d"; for each in "$@"; do echo "<$each>"; done ;;
        esac"""
            .formatted(home, version));
    program(path + "/bin/javac", "echo javac " + version + ".0.1");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
    return home;
  }

  Outcome orrery(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(folder.resolve("orrery").toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  Outcome provideServers() throws IOException, InterruptedException {
    return run(List.of(folder.resolve("testing/provide-servers.sh").toString()));
  }

  Outcome run(List<String> command) throws IOException, InterruptedException {
    Path output = machine.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(machine.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end; it said " + Files.readString(output));
    }
    return new Outcome(process.exitValue(), Files.readString(output));
  }

  /** What Maven was asked, one line each time. */
  List<String> mavenRuns() throws IOException {
    Path log = machine.resolve("home/maven.log");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  private static Path find(String tool) {
    return List.of("/usr/bin", "/bin").stream()
        .map(each -> Path.of(each, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}

package io.orrery.testing.servers;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operating-system user that servers run as: the one who runs the tests, but never root.
 * PostgreSQL refuses root, and the others need none of its rights, so {@code nobody} runs them
 * then.
 */
record ServiceAccount(Optional<String> substitute) {
  private static final String UNPRIVILEGED = "nobody";

  static ServiceAccount current() {
    boolean root = "root".equals(System.getProperty("user.name"));
    return new ServiceAccount(root ? Optional.of(UNPRIVILEGED) : Optional.empty());
  }

  /**
   * Returns a builder of a process that runs as this account, with a clean environment, in a folder
   * of its own.
   */
  ProcessBuilder process(Program.Command command, Path folder) {
    List<String> words = new ArrayList<>();
    // setpriv becomes the server by exec, so that the pid that Java knows is the server's; su and
    // runuser stay in between.
    substitute.ifPresent(
        user ->
            words.addAll(
                List.of(
                    "setpriv", "--reuid=" + user, "--regid=" + groupOf(user), "--clear-groups")));
    words.addAll(command.words());
    ProcessBuilder process = new ProcessBuilder(words).directory(folder.toFile());
    String path = System.getenv("PATH");
    process.environment().clear();
    process.environment().putAll(Map.of("PATH", path, "HOME", folder.toString()));
    process.environment().putAll(command.environment());
    return process;
  }

  /** Makes this account the owner of a file or folder. */
  void own(Path path) throws IOException {
    if (substitute.isPresent()) {
      var users = FileSystems.getDefault().getUserPrincipalLookupService();
      Files.setOwner(path, users.lookupPrincipalByName(substitute.get()));
    }
  }

  /** Writes a file that this account alone may read. */
  void write(Path file, List<String> lines) throws IOException {
    var privately =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(file, privately);
    Files.write(file, lines);
    own(file);
  }

  private static String groupOf(String user) {
    return Shell.output("id", "-g", user);
  }
}

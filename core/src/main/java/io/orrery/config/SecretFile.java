package io.orrery.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** Files that hold secrets. */
final class SecretFile {
  private static final long LONGEST = 64 * 1024;

  /** Where container engines mount secrets, readable by all inside the container. */
  private static final Path MOUNTED = Path.of("/run/secrets");

  private SecretFile() {}

  /**
   * Returns what the file holds, without white space around it.
   *
   * @throws IllegalArgumentException if there is no such file, it is too long, or everybody may
   *     read it; the message follows the name of a key
   */
  static String read(String name) {
    try {
      Path file = Path.of(name);
      if (Files.size(file) > LONGEST) {
        throw new IllegalArgumentException("names %s, longer than 64 KiB".formatted(name));
      }
      if (allMayRead(file)) {
        throw new IllegalArgumentException(
            "names %s, which every user may read: chmod 600 it".formatted(name));
      }
      String text = Files.readString(file, StandardCharsets.UTF_8).strip();
      if (text.isEmpty()) {
        throw new IllegalArgumentException("names %s, which is empty".formatted(name));
      }
      return text;
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          "names %s, which can't be read: %s".formatted(name, FileTrouble.of(e)), e);
    }
  }

  /** False where the file system knows no permissions. */
  static boolean allMayRead(Path file) {
    if (file.startsWith(MOUNTED)
        || !FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return false;
    }
    try {
      return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException e) {
      throw new UncheckedIOException("reading the permissions of " + file, e);
    }
  }
}

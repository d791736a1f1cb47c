package io.orrery.cli.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/** What a build leaves behind, in a clone whose Maven builds nothing. */
final class FakeBuild {
  private FakeBuild() {}

  /** Puts in place what a build of the module that ended just now would have. */
  static void done(Clone clone, String module) throws IOException {
    Path jar = clone.folder().resolve(module + "/target/orrery-" + module + ".jar");
    Files.createDirectories(jar.getParent());
    Files.writeString(jar, "");
    Files.createDirectories(clone.folder().resolve("target"));
    Files.writeString(clone.folder().resolve("target/" + module + ".built"), "");
  }

  /** Changes a file at a time when every build is over. */
  static void change(Clone clone, String file) throws IOException {
    Path path = clone.folder().resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "changed");
    FileTime later = FileTime.fromMillis(Files.getLastModifiedTime(path).toMillis() + 60_000);
    Files.setLastModifiedTime(path, later);
  }
}

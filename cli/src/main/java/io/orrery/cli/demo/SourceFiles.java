package io.orrery.cli.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lists the files that the demo reads. Follows no links within the folder. */
final class SourceFiles extends SimpleFileVisitor<Path> {
  /** In the project's own folder, what is not source. */
  private static final Set<String> NOT_SOURCE = Set.of(".git", "target");

  private final List<Path> found = new ArrayList<>();
  private final Set<String> skipped;

  private SourceFiles(Set<String> skipped) {
    this.skipped = skipped;
  }

  /** Every regular file under a folder that the user named, or named a link to. */
  static List<Path> under(Path folder) throws IOException {
    return list(Files.isSymbolicLink(folder) ? folder.toRealPath() : folder, Set.of());
  }

  /** The files of the project itself, without what the build makes. */
  static List<Path> ofProject(Path home) throws IOException {
    return list(home, NOT_SOURCE);
  }

  private static List<Path> list(Path folder, Set<String> skipped) throws IOException {
    SourceFiles files = new SourceFiles(skipped);
    Files.walkFileTree(folder, files);
    return files.found.stream().sorted().toList();
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    return folder.getFileName() != null && skipped.contains(folder.getFileName().toString())
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      found.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  /** What can't be looked at gets a job too, which ends as a dead letter that says why. */
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException why) {
    found.add(file);
    return FileVisitResult.CONTINUE;
  }
}

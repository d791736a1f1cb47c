package io.orrery.testing.servers;

import io.zonky.test.db.postgres.util.ArchUtils;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks PostgreSQL's binaries for this operating system from the class path. They stay in the
 * temporary folder for the next JVM, as unpacking takes seconds: the only thing that the servers
 * leave behind.
 */
final class PostgresBinaries {
  // Readable by all: the servers run as another user where the tests run as root.
  private static final Set<PosixFilePermission> EXECUTABLE =
      PosixFilePermissions.fromString("rwxr-xr-x");
  private static final Set<PosixFilePermission> PLAIN =
      PosixFilePermissions.fromString("rw-r--r--");
  private static final int OWNER_MAY_EXECUTE = 0100;

  private PostgresBinaries() {}

  /** Returns the folder that holds {@code bin}, {@code lib} and {@code share}. */
  static Path unpacked() {
    try (InputStream packed = packed()) {
      byte[] archive = packed.readAllBytes();
      Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
      Path kept = temporary.resolve("orrery-postgresql-" + user() + "-" + digest(archive));
      if (Files.notExists(kept, LinkOption.NOFOLLOW_LINKS)) {
        Path fresh = Files.createTempDirectory(temporary, "orrery-unpacking-");
        unpack(archive, fresh);
        publish(fresh, kept);
      }
      requireOurs(kept);
      return kept;
    } catch (IOException e) {
      throw new ServerFailed("unpacking PostgreSQL's binaries", e);
    }
  }

  /**
   * The archive for this machine, the distribution's own first. The library's own resolver refuses
   * two copies of one, as a jar that names its class path brings them.
   */
  private static InputStream packed() throws IOException {
    String name = "postgres-" + system() + "-" + ArchUtils.normalize(architecture());
    String distribution = LinuxUtils.getDistributionName();
    Stream<String> names =
        distribution == null ? Stream.of(name) : Stream.of(name + "-" + distribution, name);
    return names
        .map(each -> each.replace(' ', '_').toLowerCase(Locale.ROOT) + ".txz")
        .map(PostgresBinaries.class.getClassLoader()::getResource)
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElseThrow(
            () ->
                ServersUnavailable.because(
                    "The build brings no PostgreSQL for " + system() + " " + architecture() + "."))
        .openStream();
  }

  private static void unpack(byte[] archive, Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, EXECUTABLE);
    try (var entries =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry; (entry = entries.getNextEntry()) != null; ) {
        write(entry, entries, folder.resolve(entry.getName()));
      }
    }
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, target);
    boolean executable = (entry.getMode() & OWNER_MAY_EXECUTE) != 0;
    Files.setPosixFilePermissions(target, executable ? EXECUTABLE : PLAIN);
  }

  /** Gives the folder its name in one step, so that whoever sees the name sees all of it. */
  private static void publish(Path fresh, Path kept) throws IOException {
    try {
      Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      Folders.delete(fresh);
      if (Files.notExists(kept)) {
        throw e;
      }
      // Another JVM was quicker; its folder is as good.
    }
  }

  /**
   * The temporary folder may be everybody's: programs that another user put there under this name
   * are not run.
   */
  private static void requireOurs(Path kept) throws IOException {
    String owner = Files.getOwner(kept, LinkOption.NOFOLLOW_LINKS).getName();
    if (!owner.equals(user())) {
      throw new ServerFailed(
          "using PostgreSQL's binaries in "
              + kept
              + ": it belongs to "
              + owner
              + ", not to "
              + user()
              + "; delete it");
    }
  }

  private static String user() {
    return System.getProperty("user.name");
  }

  private static String system() {
    return System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
  }

  private static String architecture() {
    return System.getProperty("os.arch");
  }

  private static String digest(byte[] archive) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(archive);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}

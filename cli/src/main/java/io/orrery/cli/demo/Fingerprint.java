package io.orrery.cli.demo;

import io.orrery.Discard;
import io.orrery.Handler;
import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.Printable;
import io.orrery.config.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Reads one file and says what is in it. A file that can't be read is a dead letter: reading it
 * again would not help.
 */
@JobHandler(type = "fingerprint", queue = "files", maxRetries = 2, timeout = "10m")
final class Fingerprint implements Handler<Fingerprint.Source, Fingerprint.Print> {
  record Source(String path) {}

  /**
   * What {@code sha256sum} and {@code wc} say of the same file.
   *
   * @param lines newline characters
   * @param words runs of bytes other than ASCII white space
   */
  record Print(String sha256, long bytes, long lines, long words) {}

  @Override
  public Print handle(Source source, JobContext job) {
    try (InputStream file = Files.newInputStream(Path.of(source.path()))) {
      return read(file, job);
    } catch (InvalidPathException e) {
      throw unreadable(
          source,
          "its name can't be written in this locale; try one of UTF-8, as LC_ALL=C.UTF-8",
          e);
    } catch (IOException e) {
      throw unreadable(source, FileTrouble.of(e), e);
    }
  }

  private static Discard unreadable(Source source, String why, Exception cause) {
    return new Discard("can't read " + Printable.line(source.path()) + ": " + why, cause);
  }

  private static Print read(InputStream file, JobContext job) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[64 * 1024];
    long bytes = 0;
    long lines = 0;
    long words = 0;
    boolean inWord = false;
    for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
      job.checkCancelled();
      digest.update(buffer, 0, read);
      bytes += read;
      for (int i = 0; i < read; i++) {
        boolean space = space(buffer[i]);
        lines += buffer[i] == '\n' ? 1 : 0;
        words += inWord || space ? 0 : 1;
        inWord = !space;
      }
    }
    return new Print(HexFormat.of().formatHex(digest.digest()), bytes, lines, words);
  }

  private static boolean space(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

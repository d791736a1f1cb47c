package io.orrery.coordinator.lock;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * Says in words why Redis can't be asked. What Jedis throws says so at its very bottom, below the
 * pool and whatever tried again.
 */
final class RedisTrouble {
  private RedisTrouble() {}

  /**
   * @param tls whether TLS was spoken
   */
  static String words(Throwable thrown, boolean tls) {
    List<Throwable> all = new ArrayList<>();
    gather(thrown, all);
    return first(all, CertPathBuilderException.class)
        .map(e -> untrusted())
        .or(() -> first(all, CertificateException.class).map(RedisTrouble::wrongCertificate))
        .or(() -> first(all, SSLException.class).map(RedisTrouble::noTls))
        // A server without TLS waits for the end of what it takes for a command.
        .or(
            () ->
                first(all, SocketTimeoutException.class).filter(e -> tls).map(RedisTrouble::noTls))
        .orElseGet(() -> plain(all.getLast()));
  }

  private static String untrusted() {
    return "its certificate is signed by nobody whom this JVM trusts;"
        + " name a trust store that holds its authority with -Djavax.net.ssl.trustStore=FILE";
  }

  private static String wrongCertificate(CertificateException e) {
    // What is wrong with the certificate itself has a class of its own.
    return e.getClass() == CertificateException.class
        ? "its certificate names another host: %s; connect by a name that is in it"
            .formatted(e.getMessage())
        : "its certificate is refused: %s".formatted(e.getMessage());
  }

  private static String noTls(IOException e) {
    return "TLS fails: %s; is this a port for TLS?".formatted(e.getMessage());
  }

  private static String plain(Throwable e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static <T extends Throwable> Optional<T> first(Collection<Throwable> all, Class<T> type) {
    return all.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /** From the top to the bottom; what was suppressed comes before the cause. */
  private static void gather(Throwable thrown, List<Throwable> all) {
    all.add(thrown);
    Stream.concat(Stream.of(thrown.getSuppressed()), Stream.ofNullable(thrown.getCause()))
        .filter(next -> !all.contains(next))
        .forEach(next -> gather(next, all));
  }
}

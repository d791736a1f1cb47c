package io.orrery.coordinator.lock;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

/** Whom this JVM trusts, told as a user does: by system properties. */
final class JvmTrust {
  private static final String STORE = "javax.net.ssl.trustStore";
  private static final String PASSWORD = "javax.net.ssl.trustStorePassword";
  private static final String SECRET = "changeit";

  void only(X509Certificate certificate, Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("redis", certificate);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, SECRET.toCharArray());
    }
    System.setProperty(STORE, file.toString());
    System.setProperty(PASSWORD, SECRET);
  }

  void asBefore() {
    System.clearProperty(STORE);
    System.clearProperty(PASSWORD);
  }
}

package io.orrery.testing.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.UUID;

/**
 * A certificate that is signed by its own key, and the key. The JDK makes such a thing by its
 * program keytool alone.
 */
record OwnCertificate(X509Certificate certificate, Key key) {
  private static final String ALIAS = "server";
  private static final String STORE = "store.p12";

  /** Makes one for a server of this name alone. */
  static OwnCertificate of(String host) {
    try {
      Path folder = Files.createTempDirectory("orrery-certificate-");
      try {
        return make(folder, host);
      } finally {
        Folders.delete(folder);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new ServerFailed("making a certificate for " + host, e);
    }
  }

  String certificatePem() {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new ServerFailed("writing a certificate", e);
    }
  }

  String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  private static OwnCertificate make(Path folder, String host)
      throws IOException, GeneralSecurityException {
    String password = UUID.randomUUID().toString();
    Path store = folder.resolve(STORE);
    ProcessBuilder keytool =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=Orrery test",
            "-ext",
            "san=" + (Character.isDigit(host.charAt(0)) ? "ip:" : "dns:") + host,
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass:env",
            "STORE_PASSWORD");
    keytool.environment().put("STORE_PASSWORD", password);
    Shell.output(keytool);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, password.toCharArray());
    }
    return new OwnCertificate(
        (X509Certificate) keys.getCertificate(ALIAS), keys.getKey(ALIAS, password.toCharArray()));
  }

  private static String pem(String what, byte[] encoded) {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(encoded);
    return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
  }
}

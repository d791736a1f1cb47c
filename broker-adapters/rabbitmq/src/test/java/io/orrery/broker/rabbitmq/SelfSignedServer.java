package io.orrery.broker.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Speaks TLS with a certificate that it made itself, and nothing beyond the handshake. */
final class SelfSignedServer implements AutoCloseable {
  private static final String PASSWORD = "of-a-test";

  private final SSLServerSocket socket;
  private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::greet);

  SelfSignedServer(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys(folder.resolve("keys.p12")).getKeyManagers(), null, null);
    socket = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void greet() {
    while (!socket.isClosed()) {
      try (SSLSocket client = (SSLSocket) socket.accept()) {
        client.startHandshake();
      } catch (IOException refused) {
        // What the test waits for: the client ends the handshake.
      }
    }
  }

  /** The JDK makes certificates by its tool alone. */
  private static KeyManagerFactory keys(Path file)
      throws IOException, InterruptedException, GeneralSecurityException {
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-storepass",
                    PASSWORD,
                    "-keystore",
                    file.toString()))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    return keys;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

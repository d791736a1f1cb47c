package io.orrery.testing.servers;

import java.net.URI;
import java.security.cert.X509Certificate;

/** A Redis server that takes TLS too, beside the port without it. */
public interface TlsRedis extends RedisServer {

  /**
   * Returns {@code rediss://user:password@host:port/0}. The host is the only name in the
   * certificate.
   */
  URI tlsUri();

  /** Returns the certificate, made for this server and signed by itself, so trusted by nobody. */
  X509Certificate certificate();
}

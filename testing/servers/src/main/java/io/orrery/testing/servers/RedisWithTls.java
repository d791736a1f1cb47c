package io.orrery.testing.servers;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

/**
 * A Redis with a port for TLS beside its plain one, however it is run.
 *
 * @param tls that port, at the name in the certificate
 */
record RedisWithTls(Redis plain, Endpoint tls, X509Certificate certificate)
    implements TlsRedis, DelegatingServer {
  /** How many ports it needs. */
  static final int PORTS = 2;

  static RedisWithTls start(RedisPlace place, List<Endpoint> endpoints) {
    Endpoint plain = endpoints.getFirst();
    Endpoint tls = endpoints.get(1).named();
    OwnCertificate own = OwnCertificate.of(tls.host());
    RedisNode node =
        RedisNode.server(
                "redis-tls",
                plain,
                List.of(
                    "tls-port " + tls.port(),
                    "tls-cert-file certificate.pem",
                    "tls-key-file key.pem",
                    "tls-auth-clients no"))
            .with(Map.of("certificate.pem", own.certificatePem(), "key.pem", own.keyPem()));
    return new RedisWithTls(new Redis(place.start(node), plain), tls, own.certificate());
  }

  @Override
  public Server process() {
    return plain.process();
  }

  @Override
  public URI uri() {
    return plain.uri();
  }

  @Override
  public void flush() {
    plain.flush();
  }

  @Override
  public URI tlsUri() {
    return tls.uri("rediss", "/0");
  }
}

package io.orrery.config;

import java.util.regex.Pattern;

/**
 * What Kubernetes puts into the environment of every pod beside a Service, under the Service's
 * name: {@code ORRERY_PORT=tcp://10.0.0.7:80} and more for one called {@code orrery}, {@code
 * ORRERY_POSTGRES_SERVICE_HOST} and more for {@code orrery-postgres} (Kubernetes documentation,
 * "Discovering services").
 */
final class ServiceLinks {
  private static final String SERVICE = "ORRERY_([A-Z0-9_]+_)?";
  private static final Pattern NAME =
      Pattern.compile(
          SERVICE
              + "(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT_[0-9]+_(TCP|UDP|SCTP)(_(ADDR|PORT|PROTO))?)");
  private static final Pattern PORT = Pattern.compile(SERVICE + "PORT");
  private static final Pattern ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

  private ServiceLinks() {}

  /** True for what nobody set by hand. */
  static boolean contain(String name, String value) {
    // Somebody may take ORRERY_POSTGRES_PORT=5432 for a key: that is to be refused.
    return NAME.matcher(name).matches()
        || (PORT.matcher(name).matches() && ADDRESS.matcher(value).matches());
  }
}

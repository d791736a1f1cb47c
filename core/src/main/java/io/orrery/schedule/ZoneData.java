package io.orrery.schedule;

import java.time.zone.ZoneRulesProvider;

/** The time zone data of this JVM. */
public final class ZoneData {
  private ZoneData() {}

  /** Its version, as in {@code 2026a}: a later one is greater by the code points of its text. */
  public static String version() {
    return ZoneRulesProvider.getVersions("UTC").lastKey();
  }
}

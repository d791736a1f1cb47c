package io.orrery.coordinator;

import dagger.Component;
import jakarta.inject.Singleton;

/** The wired parts of one coordinator. */
@Singleton
@Component(modules = Given.class)
interface Parts {
  Office office();

  Supervisor supervisor();

  Election election();

  Presence presence();
}

package io.orrery.client;

import dagger.BindsInstance;
import dagger.Component;
import io.orrery.config.OrreryConfig;
import jakarta.inject.Singleton;

/** One client: every part of it once. */
@Singleton
@Component(modules = ClientModule.class)
interface ClientComponent {
  ConnectedClient client();

  /** The client closes what it is given. */
  @Component.Factory
  interface Factory {
    ClientComponent create(@BindsInstance OrreryConfig config, @BindsInstance Services services);
  }
}

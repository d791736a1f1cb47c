package io.orrery.coordinator.lock;

import io.orrery.testing.servers.Servers;

class RedisLockTest extends RedisLockContract {
  @Override
  String address() {
    return Servers.shared().redis().uri().toString();
  }
}

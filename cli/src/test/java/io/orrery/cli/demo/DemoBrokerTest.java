package io.orrery.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.testing.servers.ClusterRedis;
import io.orrery.testing.servers.PostgresServer;
import io.orrery.testing.servers.RabbitServer;
import io.orrery.testing.servers.RedisServer;
import io.orrery.testing.servers.SentinelRedis;
import io.orrery.testing.servers.Servers;
import io.orrery.testing.servers.ServersUnavailable;
import io.orrery.testing.servers.TlsRedis;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoBrokerTest {
  @Test
  void forWantOfRabbitTheInProcessBrokerSaysWhyAndHowToHaveTheOther() {
    DemoBroker broker = DemoBroker.start(new WithoutRabbit(), Optional.empty());

    assertThat(broker.uri()).startsWith("memory:");
    assertThat(broker.words())
        .startsWith("the in-process broker, for want of RabbitMQ:")
        .contains("This machine has no rabbitmq-server.", "apt-get install rabbitmq-server");
  }

  @Test
  void whoInsistsOnRabbitGetsNoOther() {
    assertThatThrownBy(
            () -> DemoBroker.start(new WithoutRabbit(), Optional.of(BrokerChoice.rabbitmq)))
        .isInstanceOf(ServersUnavailable.class);
  }

  @Test
  void theInProcessBrokerThatWasWantedIsNoWant() {
    assertThat(DemoBroker.start(new WithoutRabbit(), Optional.of(BrokerChoice.memory)).words())
        .isEqualTo("the in-process broker");
  }

  /** A machine on which RabbitMQ is not installed. */
  private static final class WithoutRabbit implements Servers {
    @Override
    public RabbitServer rabbitmq() {
      throw ServersUnavailable.because("This machine has no rabbitmq-server.");
    }

    @Override
    public PostgresServer postgres() {
      return Servers.shared().postgres();
    }

    @Override
    public RedisServer redis() {
      return Servers.shared().redis();
    }

    @Override
    public TlsRedis redisWithTls() {
      return Servers.shared().redisWithTls();
    }

    @Override
    public SentinelRedis redisWithSentinels() {
      return Servers.shared().redisWithSentinels();
    }

    @Override
    public ClusterRedis redisCluster() {
      return Servers.shared().redisCluster();
    }

    @Override
    public String origin() {
      return Servers.shared().origin();
    }

    @Override
    public void close() {}
  }
}

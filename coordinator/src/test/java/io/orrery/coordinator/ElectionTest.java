package io.orrery.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.config.CoordinatorTuning;
import io.orrery.config.OrreryConfig;
import io.orrery.lock.InProcessLock;
import io.orrery.lock.LeaderLock;
import io.orrery.lock.LockUnavailable;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ElectionTest {
  private static final CoordinatorTuning TUNING =
      OrreryConfig.builder()
          .postgres("jdbc:postgresql://127.0.0.1/none", "none", "none")
          .broker("memory:none")
          .build()
          .coordinator();

  private final TestTime time = new TestTime();
  private final FakeLeadership leadership = new FakeLeadership(time);
  private final InProcessLock lock =
      new InProcessLock(TUNING.leaderLease(), time.ambient().nanoTime());

  /** One coordinator's part in the election. */
  private final class Stood {
    final LeaderLock myLock;
    final CollectorRegistry registry = new CollectorRegistry();
    final Office office;
    final Election election;
    boolean hasBroker = true;

    Stood(LeaderLock myLock, Duty... duties) {
      this.myLock = myLock;
      Metrics metrics = new Metrics(registry, time.ambient().clock());
      office = new Office(time.ambient(), metrics);
      election =
          new Election(
              new Candidate(UUID.randomUUID(), leadership, myLock, () -> hasBroker),
              TUNING,
              office,
              new Supervisor(List.of(duties), office, metrics, time.ambient()),
              time.ambient());
    }

    OptionalLong step() {
      election.step();
      return office.epoch();
    }

    double termsLost() {
      return registry.getSampleValue("orrery_coordinator_terms_lost_total");
    }
  }

  @Test
  void theFirstToTryLeadsAndRenewsInTime() {
    Stood one = stood();
    assertThat(one.step()).hasValue(1);
    Duration until = one.election.step();
    assertThat(leadership.renewals).isZero();

    time.advance(TUNING.leaderRenew());
    one.step();

    assertThat(until).isLessThanOrEqualTo(TUNING.leaderRenew());
    assertThat(leadership.renewals).isEqualTo(1);
    time.advance(TUNING.leaderLease().minus(TUNING.leaderRenew()).plusSeconds(2));
    assertThat(one.office.epoch()).hasValue(1);
  }

  @Test
  void aRefusedRenewalEndsTheTermAtOnce() {
    Stood one = stood();
    one.step();
    leadership.epoch++;

    time.advance(TUNING.leaderRenew());

    assertThat(one.step()).isEmpty();
    assertThat(one.termsLost()).isEqualTo(1);
  }

  @Test
  void aRenewalThatFailsEndsTheTermAtOnce() {
    Stood one = stood();
    one.step();
    leadership.away = true;

    time.advance(TUNING.leaderRenew());

    assertThat(one.step()).isEmpty();
  }

  @Test
  void whoLostTheTermToATroubleTriesAgain() {
    Stood one = stood();
    one.step();
    leadership.away = true;
    time.advance(TUNING.leaderRenew());
    one.step();
    assertThat(one.step()).isEmpty();

    leadership.away = false;
    time.advance(TUNING.leaderLease());

    assertThat(one.step()).hasValue(2);
  }

  @Test
  void theHolderOfTheLockTriesFirst() {
    Stood first = stood();
    Stood second = stood();
    first.myLock.tryAcquire();

    assertThat(second.step()).isEmpty();

    assertThat(first.step()).hasValue(1);
  }

  @Test
  void aHungHolderOfTheLockDoesNotKeepTheOthersFromLeadingForGood() {
    LeaderLock hung = lock.candidate();
    Stood other = stood();
    hung.tryAcquire();
    time.advance(TUNING.leaderLease().minusSeconds(1));
    hung.renew();
    assertThat(other.step()).isEmpty();

    time.advance(Duration.ofSeconds(2));

    assertThat(other.step()).hasValue(1);
  }

  @Test
  void withoutAnAnswerFromTheLockPostgresElects() {
    Stood one = new Stood(new LockAway());

    assertThat(one.step()).hasValue(1);
    time.advance(TUNING.leaderRenew());
    assertThat(one.step()).hasValue(1);
    one.election.leave();
    assertThat(one.office.epoch()).isEmpty();
  }

  @Test
  void whoLeavesMakesRoomAtOnce() {
    Stood one = stood();
    Stood two = stood();
    one.step();
    assertThat(two.step()).isEmpty();

    one.election.leave();

    assertThat(one.office.epoch()).isEmpty();
    assertThat(one.termsLost()).isZero();
    assertThat(two.step()).hasValue(2);
  }

  @Test
  void whoLeavesWithoutHavingLedFreesTheLockItHolds() {
    Stood one = stood();
    Stood two = stood();
    one.myLock.tryAcquire();

    one.election.leave();

    assertThat(two.step()).hasValue(1);
  }

  @Test
  void aLeaderWhoseDutyStandsStillResignsAndLetsOthersTry() {
    Stood half = new Stood(lock.candidate(), new FakeDuty(turn -> FakeDuty.TICK));
    Stood sound = stood();
    half.step();
    Duration limit = FakeDuty.PATIENCE.plus(FakeDuty.TICK.multipliedBy(3));
    for (Duration t = Duration.ZERO; t.compareTo(limit) < 0; t = t.plus(TUNING.leaderRenew())) {
      time.advance(TUNING.leaderRenew());
      half.step();
    }

    assertThat(half.office.epoch()).isEmpty();
    assertThat(half.step()).isEmpty();
    assertThat(sound.step()).hasValue(2);
  }

  @Test
  void aLeaderThatAloneLostTheBrokerMakesRoomForOneThatHasIt() {
    Stood cut = stood();
    Stood sound = stood();
    cut.step();
    cut.hasBroker = false;

    assertThat(leads(cut, BrokerAbsence.BEARABLE)).isTrue();
    assertThat(leads(cut, TUNING.leaderRenew())).isFalse();

    assertThat(cut.step()).isEmpty();
    assertThat(sound.step()).hasValue(2);
  }

  @Test
  void aBrokerThatIsBackInTimeCostsNoTerm() {
    Stood one = stood();
    one.step();
    for (int i = 0; i < 5; i++) {
      one.hasBroker = false;
      assertThat(leads(one, BrokerAbsence.BEARABLE)).isTrue();
      one.hasBroker = true;
      assertThat(leads(one, TUNING.leaderRenew())).isTrue();
    }

    assertThat(leadership.epoch).isEqualTo(1);
  }

  @Test
  void whoHasABrokerGoesBeforeWhoHasNone() {
    Stood cut = stood();
    Stood sound = stood();
    sound.step();
    sound.election.leave();
    cut.hasBroker = false;

    assertThat(cut.step()).isEmpty();

    assertThat(sound.step()).hasValue(2);
  }

  @Test
  void whileTheBrokerIsAwayForAllLeadershipDoesNotWander() {
    Stood first = stood();
    Stood second = stood();
    first.step();
    first.hasBroker = false;
    second.hasBroker = false;

    for (int i = 0; i < 100; i++) {
      time.advance(TUNING.leaderRenew());
      first.step();
      second.step();
    }

    assertThat(leadership.epoch).isEqualTo(2);
    assertThat(first.office.epoch().isPresent() || second.office.epoch().isPresent()).isTrue();
  }

  @Test
  void aLeaderOfATimeWithoutBrokersMakesRoomForOneThatGotItsBack() {
    Stood cut = stood();
    Stood sound = stood();
    cut.hasBroker = false;
    time.advance(TUNING.leaderLease());
    cut.step();

    assertThat(leads(cut, BrokerAbsence.BEARABLE_FOR_ALL)).isTrue();
    assertThat(leads(cut, TUNING.leaderRenew())).isFalse();

    assertThat(sound.step()).hasValue(2);
  }

  @Test
  void aLeaderThatADutyFoundDeposedStepsDown() {
    Stood one = stood();
    one.step();
    one.office.end(1);

    one.step();

    assertThat(one.termsLost()).isEqualTo(1);
    assertThat(one.step()).hasValue(2);
  }

  /** Whether it leads all through this time. */
  private boolean leads(Stood one, Duration forSo) {
    for (Duration t = Duration.ZERO; t.compareTo(forSo) < 0; t = t.plus(TUNING.leaderRenew())) {
      time.advance(TUNING.leaderRenew());
      if (one.step().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private Stood stood() {
    return new Stood(lock.candidate());
  }

  /** A lock whose server does not answer. */
  private static final class LockAway implements LeaderLock {
    @Override
    public Duration ttl() {
      return TUNING.leaderLease();
    }

    @Override
    public boolean tryAcquire() {
      throw new LockUnavailable("the lock is away", new IllegalStateException());
    }

    @Override
    public boolean renew() {
      return tryAcquire();
    }

    @Override
    public void release() {
      tryAcquire();
    }

    @Override
    public void onReleased(Runnable listener) {}

    @Override
    public void close() {}
  }
}

package io.orrery.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every lock among coordinators promises. An implementation's test extends this. */
public abstract class LeaderLockContract {
  /** A bound on how long a working lock takes to tell, not a time any test waits for. */
  private static final Duration SOON = Duration.ofSeconds(30);

  /** One more candidate for the same lock. */
  protected abstract LeaderLock candidate();

  /** Lets the lock's time go by, or waits for it, until what is not renewed has ended. */
  protected abstract void passTtl();

  @Test
  void theLockHasOneHolder() {
    LeaderLock first = candidate();
    LeaderLock second = candidate();

    assertThat(first.tryAcquire()).isTrue();

    assertThat(second.tryAcquire()).isFalse();
    assertThat(second.renew()).isFalse();
    assertThat(first.renew()).isTrue();
  }

  @Test
  void ofManyAtOnceOneGetsIt() {
    long holders =
        IntStream.range(0, 16)
            .mapToObj(i -> candidate())
            .parallel()
            .filter(LeaderLock::tryAcquire)
            .count();

    assertThat(holders).isEqualTo(1);
  }

  @Test
  void itsHolderMayTakeItAgain() {
    LeaderLock holder = candidate();
    holder.tryAcquire();

    assertThat(holder.tryAcquire()).isTrue();
  }

  @Test
  void aFreeLockIsNotRenewed() {
    assertThat(candidate().renew()).isFalse();
  }

  @Test
  void aReleasedLockGoesToTheNext() {
    LeaderLock first = candidate();
    LeaderLock second = candidate();
    first.tryAcquire();

    first.release();

    assertThat(second.tryAcquire()).isTrue();
    assertThat(first.renew()).isFalse();
  }

  @Test
  void onlyItsHolderReleasesIt() {
    LeaderLock holder = candidate();
    LeaderLock other = candidate();
    holder.tryAcquire();

    other.release();

    assertThat(other.tryAcquire()).isFalse();
  }

  @Test
  void aHolderThatDoesNotRenewLosesIt() {
    LeaderLock silent = candidate();
    LeaderLock next = candidate();
    silent.tryAcquire();

    passTtl();

    assertThat(silent.renew()).isFalse();
    assertThat(next.tryAcquire()).isTrue();
  }

  @Test
  void aReleaseAfterItsTimeLeavesTheNextHolderAlone() {
    LeaderLock late = candidate();
    LeaderLock next = candidate();
    late.tryAcquire();
    passTtl();
    next.tryAcquire();

    late.release();

    assertThat(next.renew()).isTrue();
  }

  @Test
  void theOthersAreToldOfARelease() {
    LeaderLock holder = candidate();
    LeaderLock other = candidate();
    AtomicInteger told = new AtomicInteger();
    AtomicInteger toldToItself = new AtomicInteger();
    other.onReleased(told::incrementAndGet);
    holder.onReleased(toldToItself::incrementAndGet);
    holder.tryAcquire();

    holder.release();

    await().atMost(SOON).until(() -> told.get() == 1);
    assertThat(toldToItself).hasValue(0);
  }

  /** It may have led without it: the lock had been forgotten, or could not be asked. */
  @Test
  void theOthersAreToldByOneThatLostIt() {
    LeaderLock late = candidate();
    LeaderLock holder = candidate();
    AtomicInteger told = new AtomicInteger();
    holder.onReleased(told::incrementAndGet);
    late.tryAcquire();
    passTtl();
    holder.tryAcquire();

    late.release();

    await().atMost(SOON).until(() -> told.get() == 1);
    assertThat(holder.renew()).isTrue();
  }

  @Test
  void whoIsClosedIsNotTold() {
    LeaderLock holder = candidate();
    LeaderLock closed = candidate();
    LeaderLock open = candidate();
    AtomicInteger toldClosed = new AtomicInteger();
    AtomicInteger toldOpen = new AtomicInteger();
    closed.onReleased(toldClosed::incrementAndGet);
    open.onReleased(toldOpen::incrementAndGet);
    holder.tryAcquire();

    closed.close();
    holder.release();

    await().atMost(SOON).until(() -> toldOpen.get() == 1);
    assertThat(toldClosed).hasValue(0);
  }
}

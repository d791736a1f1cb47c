package io.orrery.coordinator;

import io.orrery.QueueName;
import io.orrery.broker.BrokerUnavailable;
import io.orrery.config.OrreryConfig;
import io.orrery.store.Duties;
import io.orrery.store.Duties.Lane;
import io.orrery.store.Duties.Page;
import io.orrery.store.Duties.RelayBounds;
import io.orrery.store.Duties.Relayed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings again for waiting jobs whose doorbell is suspected lost: later ones of their lane have been
 * claimed since, or their queue is empty. So a healthy backlog, however long, is left alone. It
 * walks each lane page by page, and begins anew at the end: what a walk passes over, the next one
 * meets. While the broker is away it touches nothing: workers claim by scan then.
 */
final class Relay implements Duty {
  private static final Logger log = LoggerFactory.getLogger(Relay.class);

  /** The most jobs taken by one statement. */
  static final int BATCH = 1_000;

  /** The most jobs looked at by one statement: some tens of milliseconds. */
  static final int ROWS = 20_000;

  /** The most jobs rung for in one round: less than the broker's window takes at once. */
  private static final int MOST = 100_000;

  /** The longest that the broker may take to tell a queue's depth. */
  private static final Duration DEPTH_LIMIT = Duration.ofSeconds(10);

  /**
   * Whatever the watermark says, a job that is overdue by so long is rung for: in a queue that is
   * never empty, a lost doorbell might otherwise wait for ever. A few of a lane in each round, so
   * that a healthy backlog this old pays little for it.
   */
  private static final RelayBounds BACKSTOP =
      new RelayBounds(Long.MAX_VALUE, Duration.ofMinutes(10));

  private static final int FEW = 16;

  private final Duties duties;
  private final Ringer ringer;
  private final OrreryConfig config;
  private final Watermarks watermarks;

  // Where each lane's walk goes on. Two walks: the backstop's is of the whole lane, and must not
  // make a job that others overtook wait for its end.
  private final Map<Lane, Long> suspects = new HashMap<>();
  private final Map<Lane, Long> backstop = new HashMap<>();

  private Set<QueueName> emptyBefore = Set.of();
  private boolean forgetting;

  @Inject
  Relay(Duties duties, Ringer ringer, OrreryConfig config, Ambient ambient) {
    this.duties = duties;
    this.ringer = ringer;
    this.config = config;
    this.watermarks = new Watermarks(config.relay().first(), ambient.nanoTime());
  }

  @Override
  public String name() {
    return "relay";
  }

  @Override
  public Duration tick() {
    return config.coordinator().relayPoll();
  }

  @Override
  public Duration patience() {
    return config.coordinator().statementTimeout().plus(DEPTH_LIMIT);
  }

  @Override
  public void begin() {
    watermarks.clear();
    suspects.clear();
    backstop.clear();
    emptyBefore = Set.of();
  }

  @Override
  public Duration round(Turn turn) {
    if (!ringer.available()) {
      emptyBefore = Set.of();
      return tick();
    }
    forgetting |= ringer.takeLoss();
    return forgetting ? forgetRings(turn) : relayAll(turn);
  }

  /**
   * The broker may have lost all: what was rung for before is due again, however far it was put
   * off. One batch; nothing is rung for until all are done, or it would be taken for rung before.
   */
  private Duration forgetRings(Turn turn) {
    forgetting = duties.forgetRings(turn.epoch(), BATCH) == BATCH;
    return Duration.ZERO;
  }

  private Duration relayAll(Turn turn) {
    watermarks.add(duties.claimedTo());
    List<Lane> lanes = duties.lanes();
    suspects.keySet().retainAll(lanes);
    backstop.keySet().retainAll(lanes);
    try {
      Set<QueueName> unknown = new HashSet<>();
      Set<QueueName> drained = drained(turn, lanes, unknown);
      int left = MOST;
      for (Lane lane : lanes) {
        if (left > 0 && turn.goesOn() && !unknown.contains(lane.queue())) {
          left -= relay(turn, lane, drained.contains(lane.queue()), left);
        }
      }
    } catch (BrokerUnavailable e) {
      log.debug("The relay waits for the broker", e);
      emptyBefore = Set.of();
    }
    return tick();
  }

  /**
   * The queues that were empty at the last round and are now: nothing is on its way in them.
   *
   * @param unknown takes the queues that the broker refuses
   */
  private Set<QueueName> drained(Turn turn, List<Lane> lanes, Set<QueueName> unknown) {
    Set<QueueName> emptyNow =
        lanes.stream()
            .map(Lane::queue)
            .distinct()
            .filter(queue -> turn.goesOn() && empty(queue, unknown))
            .collect(Collectors.toSet());
    Set<QueueName> drained = new HashSet<>(emptyNow);
    drained.retainAll(emptyBefore);
    emptyBefore = emptyNow;
    return drained;
  }

  /** One refused queue must not keep the others waiting; a broker that is away, all of them. */
  private boolean empty(QueueName queue, Set<QueueName> unknown) {
    try {
      return ringer.empty(queue);
    } catch (BrokerUnavailable e) {
      if (!ringer.available()) {
        throw e;
      }
      log.debug("The relay leaves queue {} alone", queue, e);
      unknown.add(queue);
      return false;
    }
  }

  private int relay(Turn turn, Lane lane, boolean drained, int most) {
    if (drained) {
      return ringSuspected(turn, lane, Long.MAX_VALUE, most);
    }
    OptionalLong watermark = watermarks.of(lane);
    int rung = watermark.isPresent() ? ringSuspected(turn, lane, watermark.getAsLong(), most) : 0;
    return rung + ring(backstop, turn, lane, BACKSTOP, FEW);
  }

  /** One page, and the next at once where there was much to ring for. */
  private int ringSuspected(Turn turn, Lane lane, long watermark, int most) {
    RelayBounds bounds = new RelayBounds(watermark, Duration.ZERO);
    int rung = 0;
    int batch = BATCH;
    while (batch == BATCH && rung < most && turn.goesOn()) {
      batch = ring(suspects, turn, lane, bounds, BATCH);
      rung += batch;
    }
    return rung;
  }

  private int ring(Map<Lane, Long> walk, Turn turn, Lane lane, RelayBounds bounds, int limit) {
    Page page = new Page(walk.getOrDefault(lane, 0L), ROWS, limit);
    Relayed relayed = duties.relay(turn.epoch(), lane, bounds, page);
    walk.put(lane, relayed.next());
    ringer.ring(relayed.rings(), Metrics.Rung.RELAYED);
    return relayed.rings().size();
  }
}

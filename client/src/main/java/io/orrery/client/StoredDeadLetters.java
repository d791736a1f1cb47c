package io.orrery.client;

import io.orrery.Actor;
import io.orrery.JobId;
import io.orrery.JobType;
import io.orrery.codec.Codec;
import io.orrery.config.ProcessName;
import io.orrery.dead.DeadCount;
import io.orrery.dead.DeadFilter;
import io.orrery.dead.DeadLetter;
import io.orrery.dead.DeadPage;
import io.orrery.dead.DeadPosition;
import io.orrery.dead.DeadPreview;
import io.orrery.dead.ReplayAnswer;
import io.orrery.store.DeadRows;
import io.orrery.store.DeadRows.Met;
import io.orrery.store.DeadRows.Moved;
import io.orrery.store.DeadRows.Replay;
import io.orrery.store.DeadRows.Replayed;
import io.orrery.store.DeadRows.Stretch;
import io.orrery.store.StoreBusy;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Dead letters as the store keeps them; what is replayed is rung for. */
final class StoredDeadLetters implements DeadLetters {
  /** How many stretches one call may walk for what it wants: some seconds at worst. */
  private static final int MOST_STRETCHES = 40;

  private final Gate gate;
  private final Wires wires;
  private final DeadRows rows;
  private final Codec codec;
  private final Ringer ringer;
  private final Pacer pacer;
  private final Actor actor;

  @Inject
  StoredDeadLetters(
      Gate gate, Wires wires, DeadRows rows, Codec codec, Ringer ringer, Pacer pacer) {
    this(gate, wires, rows, codec, ringer, pacer, Actor.calling(ProcessName.of("client")));
  }

  private StoredDeadLetters(
      Gate gate, Wires wires, DeadRows rows, Codec codec, Ringer ringer, Pacer pacer, Actor actor) {
    this.gate = gate;
    this.wires = wires;
    this.rows = rows;
    this.codec = codec;
    this.ringer = ringer;
    this.pacer = pacer;
    this.actor = actor;
  }

  @Override
  public DeadLetters as(Actor other) {
    Objects.requireNonNull(other, "the actor is null: say who does it");
    return new StoredDeadLetters(gate, wires, rows, codec, ringer, pacer, other);
  }

  @Override
  public DeadPage list(DeadFilter filter, DeadPosition after, int limit) {
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw new IllegalArgumentException(
          "a page of " + limit + " dead letters: ask for 1 to " + LARGEST_PAGE);
    }
    Stretch walked = walk(filter, after, limit);
    List<JobId> ids = walked.met().stream().map(Met::id).toList();
    List<DeadLetter> letters =
        ids.isEmpty() ? List.of() : run("read dead letters", () -> rows.letters(ids));
    return new DeadPage(letters, walked.next());
  }

  @Override
  public DeadCount count(DeadFilter filter) {
    Stretch walked = walk(filter, DeadPosition.START, DeadCount.MOST + 1);
    return new DeadCount(Math.min(walked.met().size(), DeadCount.MOST), walked.next().isPresent());
  }

  @Override
  public DeadPreview preview(DeadFilter filter) {
    List<DeadLetter> samples = list(filter, DeadPosition.START, DeadPreview.SAMPLES).letters();
    return new DeadPreview(count(filter), samples);
  }

  /** Several stretches, as one: up to so many letters, or as far as one call may go. */
  private Stretch walk(DeadFilter filter, DeadPosition after, int limit) {
    Objects.requireNonNull(filter, "the filter is null: pass DeadFilter.ALL for all dead letters");
    Objects.requireNonNull(after, "the place is null: pass DeadPosition.START for the latest");
    List<Met> met = new ArrayList<>();
    Optional<DeadPosition> next = Optional.of(after);
    for (int i = 0; i < MOST_STRETCHES && next.isPresent() && met.size() < limit; i++) {
      DeadPosition place = next.get();
      int wanted = limit - met.size();
      Stretch stretch = run("look for dead letters", () -> rows.stretch(filter, place, wanted));
      met.addAll(stretch.met());
      next = stretch.next();
    }
    return new Stretch(met, next);
  }

  @Override
  public Optional<String> arguments(JobId id) {
    checked(id);
    return run("read the arguments of job " + id, () -> rows.arguments(id))
        .map(encoded -> codec.decodeToJson(encoded, what(id)));
  }

  @Override
  public ReplayAnswer replay(JobId id) {
    return replay(new Replay(checked(id), null, null, null, null));
  }

  @Override
  public <A> ReplayAnswer replay(JobId id, JobType<A, ?> type, A arguments) {
    Objects.requireNonNull(
        arguments, () -> "the arguments for job " + id + " are null: pass a record");
    codec.check(type.arguments(), what(id));
    return edited(id, type.name(), codec.encode(arguments, what(id)));
  }

  @Override
  public ReplayAnswer replayJson(JobId id, JobType<?, ?> type, String arguments) {
    codec.check(type.arguments(), what(id));
    byte[] encoded = codec.encodeJson(arguments, what(id));
    codec.<@Nullable Object>decode(encoded, type.arguments(), what(id));
    return edited(id, type.name(), encoded);
  }

  @Override
  public ReplayAnswer replayJson(JobId id, String arguments) {
    return edited(id, null, codec.encodeJson(arguments, what(id)));
  }

  private ReplayAnswer edited(JobId id, @Nullable String type, byte[] arguments) {
    return replay(
        new Replay(
            checked(id),
            null,
            type,
            arguments,
            "with other arguments, " + arguments.length + " bytes"));
  }

  private ReplayAnswer replay(Replay replay) {
    String doing = "replay job " + replay.id();
    Replayed replayed =
        gate.pass(() -> Wires.outcome(wires.submitLong(() -> rows.replay(replay, actor)), doing));
    replayed.ring().ifPresent(ringer::ring);
    return replayed.answer();
  }

  @Override
  public BulkOutcome replay(DeadFilter filter, BulkOptions options) {
    String detail = "by filter: " + filter;
    return bulk(
        "the replay", filter, options, (letters, before) -> replay(letters, before, detail));
  }

  private BulkOutcome replay(List<Met> letters, BulkOutcome before, String detail) {
    Moved moved = settled(() -> rows.replay(letters, actor, detail));
    ringer.ringAgain(moved.moved());
    BulkOutcome outcome = before.plus(moved.moved().size(), 0, moved.gone(), moved.held());
    Set<JobId> keyed = Set.copyOf(moved.keyed());
    for (Met each : letters) {
      if (keyed.contains(each.id()) && !Thread.currentThread().isInterrupted()) {
        outcome = keyed(each, outcome, detail);
      }
    }
    return outcome;
  }

  /** One that has a unique key shares its statement with no other. */
  private BulkOutcome keyed(Met letter, BulkOutcome before, String detail) {
    Replay replay = new Replay(letter.id(), letter.fence(), null, null, detail);
    try {
      Replayed replayed = settled(() -> rows.replay(replay, actor));
      replayed.ring().ifPresent(ringer::ring);
      return switch (replayed.answer()) {
        case ReplayAnswer.Replayed done -> before.plus(1, 0, 0, 0);
        case ReplayAnswer.KeyHeld held -> before.plus(0, 1, 0, 0);
        case ReplayAnswer.NotOver other -> before.plus(0, 0, 1, 0);
        case ReplayAnswer.OtherType other -> before.plus(0, 0, 1, 0);
        case ReplayAnswer.NoSuchJob none -> before.plus(0, 0, 1, 0);
      };
    } catch (StoreBusy e) {
      // Counted, and told: somebody's open transaction must not keep the others waiting.
      return before.plus(0, 0, 0, 1);
    }
  }

  @Override
  public boolean discard(JobId id, String reason) {
    Reason.check("discard", reason);
    checked(id);
    return run("discard job " + id, () -> rows.discard(id, actor, reason));
  }

  @Override
  public BulkOutcome discard(DeadFilter filter, String reason, BulkOptions options) {
    Reason.check("discard", reason);
    String detail = "by filter: " + filter;
    return bulk(
        "the discard",
        filter,
        options,
        (letters, before) -> {
          Moved moved = settled(() -> rows.discard(letters, actor, reason, detail));
          return before.plus(moved.moved().size(), 0, moved.gone(), moved.held());
        });
  }

  private BulkOutcome bulk(
      String doing,
      DeadFilter filter,
      BulkOptions options,
      BiFunction<List<Met>, BulkOutcome, BulkOutcome> change) {
    Objects.requireNonNull(filter, "the filter is null: pass DeadFilter.ALL for all dead letters");
    Objects.requireNonNull(options, "the options are null: pass BulkOptions.DEFAULT");
    gate.checkOpen();
    BulkWork.Steps steps =
        new BulkWork.Steps() {
          @Override
          public Instant now() {
            return gate.pass(() -> settled(rows::now));
          }

          @Override
          public Stretch stretch(DeadFilter walked, DeadPosition after, int limit) {
            return gate.pass(() -> settled(() -> rows.stretch(walked, after, limit)));
          }

          @Override
          public BulkOutcome change(List<Met> letters, BulkOutcome before) {
            return gate.pass(() -> change.apply(letters, before));
          }
        };
    return new BulkWork(steps, pacer, options).run(doing, filter);
  }

  private <T> T run(String doing, Callable<T> work) {
    return gate.pass(() -> Wires.outcome(wires.submit(work), doing));
  }

  /** What has begun is waited for despite an interrupt: it must be told what it did. */
  private <T> T settled(Callable<T> work) {
    return Wires.settled(wires.submit(work));
  }

  private static String what(JobId id) {
    return "arguments of job " + checked(id);
  }

  private static JobId checked(JobId id) {
    return Objects.requireNonNull(id, "the job id is null: pass the one that the dead letter has");
  }
}

package io.orrery.store;

import io.orrery.Actor;
import io.orrery.JobId;
import io.orrery.dead.DeadFilter;
import io.orrery.dead.DeadLetter;
import io.orrery.dead.DeadPosition;
import io.orrery.store.DeadRows.Met;
import io.orrery.store.DeadRows.Replay;
import io.orrery.store.DeadRows.Replayed;
import io.orrery.store.Ending.Kind;
import io.orrery.store.Ending.Outcome;
import java.time.Duration;
import java.util.List;

/** What the tests of dead letters share. */
abstract class DeadTest extends StoreTest {
  static final Actor ANN = new Actor("ann@desk");
  static final String BOOM = "java.io.IOException";

  final DeadRows dead = store.deadRows();

  /** Jobs that died of an error. */
  List<JobId> died(int count) {
    List<ClaimedJob> jobs = running(count);
    runs.end(jobs.stream().map(job -> fatal(job.held(), BOOM)).toList());
    return jobs.stream().map(ClaimedJob::id).toList();
  }

  JobId died() {
    return died(1).getFirst();
  }

  /** A job with a unique key that died. */
  JobId diedWithKey(String key) {
    NewJob job = aJob(o -> o.uniqueKey(key));
    store.inserts().insertUnique(job);
    dieAgain(job.id());
    return job.id();
  }

  /** A waiting job is claimed, and dies. */
  void dieAgain(JobId id) {
    ClaimedJob job = runs.claim(worker, List.of(id), TYPES).claimed().getFirst();
    runs.end(List.of(fatal(job.held(), BOOM)));
  }

  static Ending fatal(Held job, String errorType) {
    return new Ending(
        job, Kind.DEAD, Outcome.DISCARDED, errorType, errorType + ": boom\n\tat x", Duration.ZERO);
  }

  /** As a bulk call meets them: as they are now. */
  List<Met> met() {
    return dead.stretch(DeadFilter.ALL, DeadPosition.START, 1_000).met();
  }

  DeadLetter letter(JobId id) {
    return dead.letters(List.of(id)).getFirst();
  }

  Replayed replay(JobId id) {
    return dead.replay(new Replay(id, null, null, null, null), ANN);
  }

  /** One column of a job's row, as text. */
  String row(JobId id, String column) {
    return database
        .column("SELECT " + column + " FROM orrery.job WHERE id = '" + id + "'")
        .getFirst();
  }

  /** The changes of a job's state from then on, as in {@code DEAD>PENDING}. */
  List<String> transitionsFrom(JobId id, String state) {
    return database.column(
        "SELECT old_state || '>' || new_state FROM orrery.job_audit WHERE job_id = '%s' AND old_state = '%s' ORDER BY n"
            .formatted(id, state));
  }
}

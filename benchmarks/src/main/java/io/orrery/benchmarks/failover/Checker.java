package io.orrery.benchmarks.failover;

import io.orrery.benchmarks.failover.History.Ending;
import io.orrery.benchmarks.failover.History.Job;
import io.orrery.benchmarks.failover.History.Run;
import io.orrery.benchmarks.failover.History.Term;
import io.orrery.benchmarks.failover.History.Ticked;
import io.orrery.benchmarks.failover.History.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds what broke a promise. Pure: it looks at a history and nothing else. */
final class Checker {
  private static final String SUCCEEDED = "SUCCEEDED";

  private final History history;
  private final Map<UUID, Job> jobs;
  private final List<String> broken = new ArrayList<>();

  private Checker(History history) {
    this.history = history;
    this.jobs = history.jobs().stream().collect(Collectors.toMap(Job::id, Function.identity()));
  }

  /** Says what is wrong, a line each; empty if all promises were kept. */
  static List<String> check(History history) {
    Checker checker = new Checker(history);
    checker.eachEpochFollowsTheOneBefore();
    checker.eachWriteIsOfTheTermItFellInto();
    checker.eachTickIsDecidedOnce();
    checker.eachFiredTickHasItsJob();
    checker.eachJobEndsOnce();
    checker.noJobStartsEarly();
    return List.copyOf(checker.broken);
  }

  private void eachTickIsDecidedOnce() {
    Map<String, List<Instant>> decided =
        history.ticks().stream()
            .collect(
                Collectors.groupingBy(
                    Ticked::schedule, Collectors.mapping(Ticked::due, Collectors.toList())));
    for (Planned planned : history.planned()) {
      List<Instant> seen = decided.getOrDefault(planned.name(), List.of());
      Set<Instant> left = new HashSet<>(planned.ticks());
      for (Instant due : seen) {
        if (!left.remove(due)) {
          broken.add("schedule %s: tick %s is doubled, or none".formatted(planned.name(), due));
        }
      }
      left.stream()
          .sorted()
          .forEach(
              due ->
                  broken.add(
                      "schedule %s: tick %s neither fired nor was skipped"
                          .formatted(planned.name(), due)));
    }
  }

  private void eachFiredTickHasItsJob() {
    Set<UUID> ofTicks = new HashSet<>();
    for (Ticked tick : history.ticks()) {
      tick.job()
          .ifPresent(
              id -> {
                ofTicks.add(id);
                if (!isJobOf(tick, id)) {
                  broken.add(
                      "schedule %s: tick %s fired without its job"
                          .formatted(tick.schedule(), tick.due()));
                }
              });
    }
    for (Job job : history.jobs()) {
      if (job.schedule().isPresent() && !ofTicks.contains(job.id())) {
        broken.add(
            "schedule %s: job %s for %s is of no tick, or a second one"
                .formatted(job.schedule().get(), job.id(), job.runAt()));
      }
    }
  }

  private boolean isJobOf(Ticked tick, UUID id) {
    Job job = jobs.get(id);
    return job != null
        && job.schedule().equals(Optional.of(tick.schedule()))
        && job.runAt().equals(tick.due());
  }

  private void eachJobEndsOnce() {
    Map<UUID, List<String>> endings =
        history.endings().stream()
            .collect(
                Collectors.groupingBy(
                    Ending::job, Collectors.mapping(Ending::state, Collectors.toList())));
    Set<UUID> ran = history.runs().stream().map(Run::job).collect(Collectors.toSet());
    Set<UUID> promised = new HashSet<>(history.enqueued());
    promised.addAll(jobs.keySet());
    for (UUID id : promised) {
      Job job = jobs.get(id);
      List<String> ends = endings.getOrDefault(id, List.of());
      if (job == null) {
        broken.add("job %s was enqueued and is lost".formatted(id));
      } else if (!job.state().equals(SUCCEEDED) || !ends.equals(List.of(SUCCEEDED))) {
        broken.add("job %s is %s, and ended %s".formatted(id, job.state(), ends));
      } else if (!ran.contains(id)) {
        broken.add("job %s SUCCEEDED without a run".formatted(id));
      }
    }
  }

  private void noJobStartsEarly() {
    for (Run run : history.runs()) {
      Job job = jobs.get(run.job());
      if (job != null && run.started().isBefore(job.runAt())) {
        broken.add(
            "job %s started at %s, before %s".formatted(job.id(), run.started(), job.runAt()));
      }
    }
  }

  private void eachEpochFollowsTheOneBefore() {
    for (int i = 1; i < history.terms().size(); i++) {
      Term before = history.terms().get(i - 1);
      Term term = history.terms().get(i);
      if (term.epoch() != before.epoch() + 1) {
        broken.add("epoch %d follows %d".formatted(term.epoch(), before.epoch()));
      }
    }
  }

  /**
   * An election waits for the statements of the term before, and what comes later is refused: so
   * between two elections nobody but the elected commits a write.
   */
  private void eachWriteIsOfTheTermItFellInto() {
    TreeMap<Instant, Term> terms = new TreeMap<>();
    history.terms().forEach(term -> terms.put(term.began(), term));
    Map<String, Integer> strays = new HashMap<>();
    for (Write write : history.writes()) {
      Map.Entry<Instant, Term> term = terms.floorEntry(write.at());
      if (term == null || !term.getValue().leader().equals(write.writer())) {
        String when = term == null ? "before any epoch" : "in epoch " + term.getValue().epoch();
        strays.merge(
            "coordinator %s wrote to %s %s, which it does not lead"
                .formatted(write.writer(), write.table(), when),
            1,
            Integer::sum);
      }
    }
    strays.forEach((what, times) -> broken.add(what + " (" + times + " rows)"));
  }
}

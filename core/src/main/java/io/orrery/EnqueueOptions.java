package io.orrery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How one job differs from the defaults of its type. Immutable: each method returns a changed copy,
 * and throws {@link IllegalArgumentException} for a value out of range, {@link
 * NullPointerException} for null.
 *
 * @param delay from the moment of the insert, by the database's clock; zero for now
 * @param runAt an instant instead of a delay, from the year 1 to 9999; in the past means now
 * @param priority which of its queue's jobs start first
 * @param queue where it goes
 * @param maxRetries how many failures and lost workers are retried, 0 to 1,000
 * @param timeout the longest one attempt may run, at most ten years; empty for no limit
 * @param uniqueKey at most one unfinished job of a type has a given key; 1 to 256 characters
 * @param tags free words, kept with the job for people: at most 16, of 1 to 256 characters
 */
public record EnqueueOptions(
    Duration delay,
    Optional<Instant> runAt,
    Priority priority,
    QueueName queue,
    int maxRetries,
    Optional<Duration> timeout,
    Optional<String> uniqueKey,
    List<String> tags) {
  private static final int MOST_TAGS = 16;
  private static final int LONGEST_TEXT = 256;
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  public EnqueueOptions {
    Delays.checked(delay, "delay");
    JobType.checkRetries(maxRetries);
    timeout.ifPresent(limit -> Delays.checkTimeout(limit, "timeout", "use noTimeout()"));
    runAt.ifPresent(EnqueueOptions::checkInstant);
    uniqueKey.ifPresent(key -> checkText("unique key", key));
    tags = List.copyOf(tags);
    if (tags.size() > MOST_TAGS) {
      throw new IllegalArgumentException(tags.size() + " tags: use at most " + MOST_TAGS);
    }
    tags.forEach(tag -> checkText("tag", tag));
  }

  /** The defaults of a type. */
  public static EnqueueOptions of(JobType<?, ?> type) {
    return new EnqueueOptions(
        Duration.ZERO,
        Optional.empty(),
        type.priority(),
        type.queue(),
        type.maxRetries(),
        type.timeout(),
        Optional.empty(),
        List.of());
  }

  /** Starts it no earlier than this long after the insert: zero to ten years. */
  public EnqueueOptions in(Duration delay) {
    given(delay, "delay", "leave in(…) out to start at once");
    return new EnqueueOptions(
        delay, Optional.empty(), priority, queue, maxRetries, timeout, uniqueKey, tags);
  }

  /** Starts it no earlier than this instant. */
  public EnqueueOptions at(Instant runAt) {
    given(runAt, "runAt", "leave at(…) out to start at once");
    return new EnqueueOptions(
        Duration.ZERO, Optional.of(runAt), priority, queue, maxRetries, timeout, uniqueKey, tags);
  }

  /** Which of its queue's jobs start first; best effort, see {@link Priority}. */
  public EnqueueOptions priority(Priority priority) {
    given(priority, "priority", "leave priority(…) out for that of the type");
    return new EnqueueOptions(delay, runAt, priority, queue, maxRetries, timeout, uniqueKey, tags);
  }

  /** Sends it to another queue than its type's: {@code [A-Za-z0-9._-]{1,128}}. */
  public EnqueueOptions queue(String queue) {
    given(queue, "queue", "leave queue(…) out for that of the type");
    return new EnqueueOptions(
        delay, runAt, priority, new QueueName(queue), maxRetries, timeout, uniqueKey, tags);
  }

  /**
   * How many failures are retried, 0 to 1,000. A worker that died on the job counts as one; so with
   * 0 it never runs again after either.
   */
  public EnqueueOptions maxRetries(int maxRetries) {
    return new EnqueueOptions(delay, runAt, priority, queue, maxRetries, timeout, uniqueKey, tags);
  }

  /** The longest that one attempt may run, at most ten years. Its thread is then interrupted. */
  public EnqueueOptions timeout(Duration timeout) {
    given(timeout, "timeout", "leave timeout(…) out for that of the type, or use noTimeout()");
    return new EnqueueOptions(
        delay, runAt, priority, queue, maxRetries, Optional.of(timeout), uniqueKey, tags);
  }

  /** Lets an attempt run for as long as it likes. */
  public EnqueueOptions noTimeout() {
    return new EnqueueOptions(
        delay, runAt, priority, queue, maxRetries, Optional.empty(), uniqueKey, tags);
  }

  /**
   * While an unfinished job of the type has this key, an enqueue returns that job instead of a new
   * one.
   */
  public EnqueueOptions uniqueKey(String key) {
    given(key, "unique key", "leave uniqueKey(…) out for none");
    return new EnqueueOptions(
        delay, runAt, priority, queue, maxRetries, timeout, Optional.of(key), tags);
  }

  /** Adds a word, which is kept with the job for people. */
  public EnqueueOptions tag(String tag) {
    given(tag, "tag", "leave tag(…) out for none");
    List<String> more = new ArrayList<>(tags);
    more.add(tag);
    return new EnqueueOptions(delay, runAt, priority, queue, maxRetries, timeout, uniqueKey, more);
  }

  private static void given(Object value, String field, String wayOut) {
    Objects.requireNonNull(value, () -> field + " is null: " + wayOut);
  }

  /**
   * PostgreSQL's timestamps have bounds, and what is beyond them would fail a commit that callers
   * share.
   */
  private static void checkInstant(Instant runAt) {
    if (runAt.isBefore(EARLIEST) || runAt.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "runAt is " + runAt + ": use an instant from the year 1 to the year 9999");
    }
  }

  /** PostgreSQL's text takes no NUL; other control characters would forge log lines. */
  private static void checkText(String field, String text) {
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException(
          field + " has " + text.length() + " characters: use 1 to " + LONGEST_TEXT);
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(field + " has a control character: leave it out");
    }
  }
}

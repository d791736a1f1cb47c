package io.orrery.broker;

import io.orrery.JobState;
import io.orrery.QueueName;
import io.orrery.report.JobEvent;
import io.orrery.report.LogLine;
import io.orrery.report.Progress;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.msgpack.core.MessageBufferPacker;
import org.slf4j.event.Level;

/** The wire form of {@link News}: version, dropped, count, and what each kind of event says. */
public final class NewsFormat {
  private static final String MOVED = "moved";
  private static final String PROGRESSED = "progressed";
  private static final String LOGGED = "logged";

  /** The most bytes of a message: the largest events, as many as are gathered. */
  static final int MOST_BYTES = 512 * 1024;

  private static final int LONGEST_NAME = 128;

  /** UTF-8 takes at most three bytes for each of a string's characters. */
  private static final int LONGEST_TEXT = 3 * LogLine.LONGEST_TEXT;

  private NewsFormat() {}

  public static byte[] encode(News news) {
    return Packed.write(
        to -> {
          to.packLong(news.dropped());
          to.packInt(news.events().size());
          for (JobEvent event : news.events()) {
            write(to, event);
          }
        });
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws MalformedMessage if the bytes are anything else
   */
  public static News decode(byte[] bytes) {
    return Packed.read("news", bytes, MOST_BYTES, NewsFormat::read);
  }

  private static void write(MessageBufferPacker to, JobEvent event) throws IOException {
    switch (event) {
      case JobEvent.Moved moved -> {
        begin(to, MOVED, event);
        to.packString(moved.type());
        to.packString(moved.queue().value());
        to.packString(moved.state().name());
        to.packInt(moved.attempt());
      }
      case JobEvent.Progressed progressed -> {
        begin(to, PROGRESSED, event);
        to.packInt(progressed.attempt());
        write(to, progressed.progress());
      }
      case JobEvent.Logged logged -> {
        begin(to, LOGGED, event);
        to.packLong(logged.fence());
        write(to, logged.line());
      }
    }
  }

  private static void begin(MessageBufferPacker to, String kind, JobEvent event)
      throws IOException {
    to.packString(kind);
    Packed.writeIds(to, List.of(event.job()), 1);
  }

  private static void write(MessageBufferPacker to, Progress progress) throws IOException {
    to.packDouble(progress.fraction());
    to.packBoolean(progress.done().isPresent());
    if (progress.done().isPresent()) {
      to.packLong(progress.done().getAsLong());
      to.packLong(progress.total().getAsLong());
    }
    to.packString(progress.message());
  }

  private static void write(MessageBufferPacker to, LogLine line) throws IOException {
    to.packInt(line.attempt());
    to.packInt(line.number());
    to.packLong(line.at().toEpochMilli());
    to.packInt(line.level().toInt());
    to.packString(line.logger());
    to.packString(line.text());
  }

  private static News read(Packed from) throws IOException {
    long dropped = from.wholeNumber();
    int count = from.integer();
    List<JobEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(event(from));
    }
    return new News(events, dropped);
  }

  private static JobEvent event(Packed from) throws IOException {
    String kind = from.text(LONGEST_NAME);
    return switch (kind) {
      case MOVED ->
          new JobEvent.Moved(
              from.id(),
              from.text(LONGEST_NAME),
              new QueueName(from.text(LONGEST_NAME)),
              JobState.valueOf(from.text(LONGEST_NAME)),
              from.integer());
      case PROGRESSED -> new JobEvent.Progressed(from.id(), from.integer(), progress(from));
      case LOGGED -> new JobEvent.Logged(from.id(), from.wholeNumber(), line(from));
      default -> throw new IllegalArgumentException("an event of the unknown kind " + kind);
    };
  }

  private static Progress progress(Packed from) throws IOException {
    double fraction = from.number();
    if (from.truth()) {
      return Progress.of(from.wholeNumber(), from.wholeNumber(), from.text(LONGEST_TEXT));
    }
    return Progress.of(fraction, from.text(LONGEST_TEXT));
  }

  private static LogLine line(Packed from) throws IOException {
    return new LogLine(
        from.integer(),
        from.integer(),
        Instant.ofEpochMilli(from.wholeNumber()),
        Level.intToLevel(from.integer()),
        from.text(LONGEST_TEXT),
        from.text(LONGEST_TEXT));
  }
}

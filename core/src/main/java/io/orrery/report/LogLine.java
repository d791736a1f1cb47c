package io.orrery.report;

import java.time.Instant;
import org.slf4j.event.Level;

/**
 * A line of an attempt's log.
 *
 * @param attempt its number, from 1
 * @param number from 1 on, without gaps within an attempt
 * @param at by the clock of the worker's machine
 * @param logger the name of the logger that took it; empty for the job's own
 * @param text what was logged, with the stack of its error if it had one; may have several lines.
 *     Cut to {@value #LONGEST_TEXT} characters
 */
public record LogLine(
    int attempt, int number, Instant at, Level level, String logger, String text) {
  /** 16 KiB of text: a stack with its causes. */
  public static final int LONGEST_TEXT = 16 * 1024;

  private static final int LONGEST_LOGGER = 200;
  private static final int OVERHEAD = 16;

  public LogLine {
    text = cut(text, LONGEST_TEXT);
    logger = cut(logger, LONGEST_LOGGER);
  }

  /** Roughly what it takes, in memory and before compression. */
  public int size() {
    return text.length() + logger.length() + OVERHEAD;
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    String rest = "… (" + (text.length() - most) + " characters more)";
    return text.substring(0, most - rest.length()) + rest;
  }
}

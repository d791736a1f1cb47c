package io.orrery.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody may have meant. */
final class NearestName {
  /** One slip for so many letters: what is further off is a guess, and sends people astray. */
  private static final int LETTERS_PER_EDIT = 5;

  private NearestName() {}

  /** Returns the known name with the fewest edits; empty if it takes too many. */
  static Optional<String> of(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(each -> edits(name, each)))
        .filter(nearest -> edits(name, nearest) <= name.length() / LETTERS_PER_EDIT);
  }

  /** Levenshtein's distance, by rows. */
  private static int edits(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int swapped = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(above[column - 1] + swapped, 1 + Math.min(above[column], current[column - 1]));
      }
      above = current;
    }
    return above[to.length()];
  }
}

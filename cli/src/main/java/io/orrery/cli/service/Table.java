package io.orrery.cli.service;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Rows as people read them: under a head, in columns as wide as their widest cell.
 *
 * @param <T> what a row is about
 */
final class Table<T> {
  private record Column<T>(String head, Function<T, String> cell) {}

  private final List<Column<T>> columns = new ArrayList<>();

  /** Adds a column, to the right of the others. */
  Table<T> column(String head, Function<T, String> cell) {
    columns.add(new Column<>(head, cell));
    return this;
  }

  /** The head and a line for each row, without trailing blanks. */
  List<String> lines(List<T> rows) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(columns.stream().map(Column::head).toList());
    rows.forEach(row -> cells.add(columns.stream().map(each -> each.cell().apply(row)).toList()));
    int[] widths =
        IntStream.range(0, columns.size())
            .map(column -> cells.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return cells.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
    }
    return line.toString().stripTrailing();
  }
}

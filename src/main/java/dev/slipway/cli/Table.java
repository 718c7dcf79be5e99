package dev.slipway.cli;

import dev.slipway.report.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A small table of text with aligned columns. Columns that hold nothing but numbers stand right.
 */
public final class Table {

  private static final String GAP = "  ";
  private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9.,:]*%?|-|");

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with a header. */
  public Table(String... header) {
    rows.add(List.of(header));
  }

  /**
   * Adds a row; values are turned into text.
   *
   * @throws IllegalArgumentException when it has not as many cells as the header
   */
  public Table row(Object... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(
          cells.length + " cells in a table of " + rows.get(0).size() + " columns");
    }
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(SafeText.one(cell.toString()));
    }
    rows.add(row);
    return this;
  }

  /** The table, each row ended by a line feed, without blanks at the ends of rows. */
  @Override
  public String toString() {
    List<String> formats = new ArrayList<>();
    for (int column = 0; column < rows.get(0).size(); column++) {
      formats.add(format(column));
    }
    return rows.stream().map(row -> line(row, formats)).collect(Collectors.joining());
  }

  private static String line(List<String> row, List<String> formats) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      line.append(column == 0 ? "" : GAP).append(formats.get(column).formatted(row.get(column)));
    }
    return line.toString().stripTrailing() + "\n";
  }

  private String format(int column) {
    int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    boolean right =
        rows.stream().skip(1).allMatch(row -> NUMBER.matcher(row.get(column)).matches());
    return "%" + (right ? "" : "-") + Math.max(1, width) + "s";
  }
}

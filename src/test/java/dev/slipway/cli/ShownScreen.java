package dev.slipway.cli;

import dev.slipway.cli.watch.LiveScreen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a terminal shows of what was printed, as far as the sequences go that {@link LiveScreen}
 * uses; any other is an error.
 */
final class ShownScreen {

  private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[(\\??\\d+)?([A-Za-z])");

  private final char[][] cells;
  private int row;
  private int column;

  private ShownScreen(int rows, int columns) {
    cells = new char[rows][columns];
    clearFrom(0);
  }

  /** The rows that are not empty, without blanks at their ends. */
  static List<String> of(String printed, int rows, int columns) {
    ShownScreen screen = new ShownScreen(rows, columns);
    screen.print(printed);
    List<String> lines = new ArrayList<>();
    for (char[] line : screen.cells) {
      lines.add(new String(line).stripTrailing());
    }
    return lines;
  }

  private void print(String printed) {
    Matcher sequence = SEQUENCE.matcher(printed);
    for (int i = 0; i < printed.length(); i++) {
      char character = printed.charAt(i);
      if (character == '\u001b') {
        if (!sequence.region(i, printed.length()).lookingAt()) {
          throw new IllegalArgumentException("unknown sequence at " + printed.substring(i));
        }
        obey(sequence.group(1) == null ? "" : sequence.group(1), sequence.group(2));
        i = sequence.end() - 1;
      } else if (character == '\r') {
        column = 0;
      } else if (character == '\n') {
        goDown();
      } else {
        if (column == cells[row].length) {
          column = 0;
          goDown();
        }
        cells[row][column++] = character;
      }
    }
  }

  /** Below the last row everything moves up. */
  private void goDown() {
    if (row < cells.length - 1) {
      row++;
      return;
    }
    char[] top = cells[0];
    System.arraycopy(cells, 1, cells, 0, row);
    cells[row] = top;
    Arrays.fill(top, ' ');
  }

  private void obey(String parameter, String command) {
    switch (parameter + command) {
      case "H" -> {
        row = 0;
        column = 0;
      }
      case "K" ->
          Arrays.fill(cells[row], Math.min(column, cells[row].length), cells[row].length, ' ');
      case "J" -> {
        Arrays.fill(cells[row], Math.min(column, cells[row].length), cells[row].length, ' ');
        clearFrom(row + 1);
      }
      case "?1049h", "?1049l" -> {
        row = 0;
        column = 0;
        clearFrom(0);
      }
      case "?25h", "?25l" -> {
        // The cursor is shown or not.
      }
      case "31m", "32m", "33m", "0m" -> {
        // Colours take no room.
      }
      default -> throw new IllegalArgumentException("unknown: " + parameter + command);
    }
  }

  private void clearFrom(int first) {
    for (int i = first; i < cells.length; i++) {
      Arrays.fill(cells[i], ' ');
    }
  }
}

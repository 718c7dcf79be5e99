package dev.slipway.cli.watch;

import dev.slipway.cli.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A heading with a count, and a table below that takes as many lines as it is given.
 *
 * @param title what it is about
 * @param total how many there are; more than blocks where the others were not looked at
 * @param head the table's own
 * @param blocks each row of the table with the lines below it
 */
record WatchSection(String title, int total, String head, List<List<String>> blocks) {

  private static final String INDENT = "  ";

  WatchSection {
    blocks = List.copyOf(blocks);
  }

  /**
   * A table as a section.
   *
   * @param below for each row the lines below it
   */
  static WatchSection of(String title, int total, Table table, List<List<String>> below) {
    List<String> lines = table.toString().lines().map(line -> INDENT + line).toList();
    List<List<String>> blocks = new ArrayList<>();
    for (int i = 0; i < below.size(); i++) {
      Stream<String> explained = below.get(i).stream().map(line -> INDENT + line);
      blocks.add(Stream.concat(Stream.of(lines.get(i + 1)), explained).toList());
    }
    return new WatchSection(title, total, lines.get(0), blocks);
  }

  /** How many lines the table takes when all of it is shown. */
  int need() {
    int lines = blocks.stream().mapToInt(List::size).sum();
    return blocks.isEmpty() ? 0 : 1 + lines + (blocks.size() < total ? 1 : 0);
  }

  /**
   * The heading, and the table as far as there is room; what is not shown is counted.
   *
   * @param room how many lines the table may take
   */
  List<String> lines(int room) {
    List<String> shown = new ArrayList<>();
    shown.add(title + ": " + (total == 0 ? "nothing" : Integer.toString(total)));
    boolean isWhole = room >= need();
    int most = isWhole ? Integer.MAX_VALUE : room - 2;
    if (blocks.isEmpty() || most < 1) {
      return shown;
    }
    shown.add(head);
    blocks.stream().flatMap(List::stream).limit(most).forEach(shown::add);
    int hidden = total - begun(most);
    if (hidden > 0) {
      shown.add(INDENT + "… and " + hidden + " more");
    } else if (!isWhole) {
      shown.add(INDENT + "…");
    }
    return shown;
  }

  /** How many blocks show at least their first line in so many lines. */
  private int begun(int lines) {
    int left = lines;
    int begun = 0;
    for (List<String> block : blocks) {
      begun += left > 0 ? 1 : 0;
      left -= block.size();
    }
    return begun;
  }
}

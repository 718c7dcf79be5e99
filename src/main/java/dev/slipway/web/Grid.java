package dev.slipway.web;

import java.util.ArrayList;
import java.util.List;

/**
 * A table. On narrow screens each row becomes a card, its cells labelled by their columns; the
 * roles keep it a table for screen readers then.
 */
final class Grid {

  private final List<String> columns;
  private final List<Html> rows = new ArrayList<>();

  Grid(String... columns) {
    this.columns = List.of(columns);
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException when it has not as many cells as there are columns
   */
  Grid row(Html... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + columns);
    }
    List<Html> row = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      row.add(
          Element.of(Tag.TD)
              .with(Attribute.ROLE, "cell")
              .with(Attribute.DATA_LABEL, columns.get(i))
              .of(cells[i]));
    }
    rows.add(Element.of(Tag.TR).with(Attribute.ROLE, "row").of(row));
    return this;
  }

  /** The table, named by the heading of that ID. */
  Html labelledBy(String heading) {
    List<Html> head =
        columns.stream()
            .map(
                column ->
                    Element.of(Tag.TH)
                        .with(Attribute.ROLE, "columnheader")
                        .with(Attribute.SCOPE, "col")
                        .of(column))
            .toList();
    return Element.of(Tag.TABLE)
        .with(Attribute.ROLE, "table")
        .with(Attribute.ARIA_LABELLEDBY, heading)
        .of(
            group(Tag.THEAD, List.of(Element.of(Tag.TR).with(Attribute.ROLE, "row").of(head))),
            group(Tag.TBODY, rows));
  }

  private static Html group(Tag tag, List<Html> rows) {
    return Element.of(tag).with(Attribute.ROLE, "rowgroup").of(rows);
  }
}

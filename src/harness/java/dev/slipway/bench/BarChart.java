package dev.slipway.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Times as bars, the baseline's over ours: as long as the median, with a dot for each round.
 *
 * @param rows of one unit, at least one
 */
record BarChart(List<ResultRow> rows) {

  private static final int WIDTH = 860;
  private static final int LEFT = 330;
  private static final int RIGHT = 60;
  private static final int BAR = 14;
  private static final int GAP = 12;
  private static final int TOP = 34;
  private static final String BASELINE = "#9aa5b1";
  private static final String OURS = "#1f6f8b";

  /** A bar: whose, and how long. */
  private record Bar(String label, String color, Measurements measurements, boolean isFirst) {}

  /** The picture, on a background of its own. */
  String svg() {
    List<Bar> bars = bars();
    double longest = bars.stream().mapToDouble(bar -> bar.measurements().highest()).max().orElse(1);
    StringBuilder body = new StringBuilder();
    int y = TOP;
    for (Bar bar : bars) {
      y += bar.isFirst() ? GAP : 2;
      body.append(bar(bar, y, (WIDTH - LEFT - RIGHT) / longest));
      y += BAR;
    }
    int height = y + GAP;
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d"
         font-family="sans-serif" font-size="12">
    <rect width="100%%" height="100%%" fill="#ffffff"/>
    <rect x="%d" y="12" width="12" height="12" fill="%s"/><text x="%d" y="22">baseline</text>
    <rect x="%d" y="12" width="12" height="12" fill="%s"/><text x="%d" y="22">Slipway: median in %s, a dot for each round</text>
    %s</svg>
    """
        .formatted(
            WIDTH,
            height,
            WIDTH,
            height,
            LEFT,
            BASELINE,
            LEFT + 18,
            LEFT + 90,
            OURS,
            LEFT + 108,
            rows.get(0).unit(),
            body);
  }

  private List<Bar> bars() {
    List<Bar> bars = new ArrayList<>();
    for (ResultRow row : rows) {
      row.baseline()
          .ifPresent(measurements -> bars.add(new Bar(row.what(), BASELINE, measurements, true)));
      bars.add(
          row.baseline().isPresent()
              ? new Bar("", OURS, row.ours(), false)
              : new Bar(row.what(), OURS, row.ours(), true));
    }
    return bars;
  }

  private static String bar(Bar bar, int y, double scale) {
    StringBuilder svg = new StringBuilder();
    double width = bar.measurements().median() * scale;
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
            LEFT - 8,
            y + BAR - 3,
            escaped(bar.label()),
            LEFT,
            y,
            width,
            BAR,
            bar.color()));
    for (double value : bar.measurements().values()) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%d\" r=\"2\" fill=\"#222222\" fill-opacity=\"0.5\"/>",
              LEFT + value * scale,
              y + BAR / 2));
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%d\">%s</text>%n",
            LEFT + bar.measurements().highest() * scale + 6,
            y + BAR - 3,
            ResultRow.text(bar.measurements().median())));
    return svg.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}

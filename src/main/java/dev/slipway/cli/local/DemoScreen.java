package dev.slipway.cli.local;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the demo shows while it runs: a line for each change, and bars that stay below them on a
 * terminal.
 */
final class DemoScreen {

  private static final int BAR_WIDTH = 24;

  private final PrintWriter out;
  private final boolean isTerminal;
  private List<String> bars = List.of();

  DemoScreen(PrintWriter out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
  }

  /** Something happened. */
  void line(Duration since, String text) {
    clearBars();
    out.println(String.format(Locale.ROOT, "%5.1f s  %s", since.toMillis() / 1000.0, text));
    if (isTerminal) {
      bars.forEach(out::println);
    }
    out.flush();
  }

  /** How full the pools are by now. */
  void pools(Duration since, Map<String, LocalCloud.PoolUse> pools) {
    List<String> now =
        pools.entrySet().stream().map(pool -> bar(pool.getKey(), pool.getValue())).toList();
    if (now.equals(bars)) {
      return;
    }
    if (isTerminal) {
      clearBars();
      bars = now;
      bars.forEach(out::println);
      out.flush();
    } else {
      List<String> before = bars;
      bars = now;
      now.stream().filter(bar -> !before.contains(bar)).forEach(bar -> line(since, bar));
    }
  }

  /** Leaves the bars where they are; what follows comes below. */
  void end() {
    bars = List.of();
    out.println();
    out.flush();
  }

  private void clearBars() {
    if (isTerminal && !bars.isEmpty()) {
      out.print("\u001b[" + bars.size() + "A\u001b[J");
    }
  }

  private static String bar(String name, LocalCloud.PoolUse use) {
    int filled = (int) Math.min(BAR_WIDTH, BAR_WIDTH * use.held() / Math.max(1, use.capacity()));
    return String.format(
        Locale.ROOT,
        "%-16s %s%s  %d of %d replicas held",
        name,
        "#".repeat(filled),
        ".".repeat(BAR_WIDTH - filled),
        use.held(),
        use.capacity());
  }
}

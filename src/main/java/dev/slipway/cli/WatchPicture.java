package dev.slipway.cli;

import dev.slipway.dispatch.Overview;
import dev.slipway.dispatch.QueueRecord;
import dev.slipway.report.Table;
import dev.slipway.report.Wording;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Pools as bars, the queue and what runs, on a screen of any size. Pure. */
final class WatchPicture {

  private static final int WIDEST_BAR = 40;
  private static final int NARROWEST_BAR = 8;

  /** What a pool's line needs besides its bar, roughly. */
  private static final int BESIDE_THE_BAR = 50;

  /** Above each of the two tables: a blank line and its title. */
  private static final int HEADS = 4;

  private final String where;
  private final String specBucket;
  private final int columns;

  /**
   * @param where the deployment, for people
   * @param specBucket whose specs go by their bare names
   * @param columns the screen's width; 0 for as wide as it takes
   */
  WatchPicture(String where, String specBucket, int columns) {
    this.where = where;
    this.specBucket = specBucket;
    this.columns = columns;
  }

  /**
   * The lines.
   *
   * @param rows how many there may be; 0 for as many as it takes
   */
  List<String> of(Overview seen, int rows) {
    return lines(seen, rows, seen.pause().map(Wording::line).stream().toList());
  }

  /** The same, with what went wrong since. */
  List<String> withTrouble(Overview seen, int rows, String trouble) {
    List<String> notes = new ArrayList<>(trouble.lines().toList());
    seen.pause().map(Wording::line).ifPresent(notes::add);
    return lines(seen, rows, notes);
  }

  private List<String> lines(Overview seen, int rows, List<String> notes) {
    List<String> top = new ArrayList<>();
    top.add(
        "Slipway, %s, %s%s"
            .formatted(
                where,
                seen.at().truncatedTo(ChronoUnit.SECONDS),
                rows == 0 ? "" : "; q ends this"));
    top.addAll(notes);
    seen.resources().forEach(resource -> top.addAll(pools(resource)));
    List<String> waits = waits(seen);
    List<String> runs = runs(seen);
    int left = rows == 0 ? Integer.MAX_VALUE : Math.max(0, rows - top.size() - HEADS);
    int forRuns = Math.min(runs.size(), Math.max(left / 3, left - waits.size()));
    List<String> picture = new ArrayList<>(top);
    section(picture, "Waiting", waits, left - forRuns);
    section(picture, "Launched", runs, forRuns);
    return picture.stream().limit(rows == 0 ? Integer.MAX_VALUE : rows).map(this::cut).toList();
  }

  private List<String> pools(Overview.OfResource resource) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        resource.id()
            + resource
                .resource()
                .map(it -> " is " + it.state())
                .orElse(": Vertex AI has no persistent resource of that ID"));
    if (resource.pools().isEmpty()) {
      return lines;
    }
    Table table =
        new Table("pool", "use", "in use", "soon", "for who waits", "free", "may grow by");
    for (Overview.Pool pool : resource.pools()) {
      table.row(
          pool.pool().id(),
          bar(pool),
          pool.taken().inUse(),
          pool.taken().soon(),
          pool.reserved(),
          pool.free(),
          pool.headroom());
    }
    table.toString().lines().map(line -> "  " + line).forEach(lines::add);
    return lines;
  }

  private String bar(Overview.Pool pool) {
    long capacity = Math.max(1, pool.pool().capacity());
    int room = columns == 0 ? WIDEST_BAR : columns - BESIDE_THE_BAR;
    int most = Math.max(NARROWEST_BAR, Math.min(WIDEST_BAR, room));
    int width = (int) Math.min(most, Math.max(NARROWEST_BAR, capacity * 2));
    StringBuilder bar = new StringBuilder();
    long sum = 0;
    for (Map.Entry<Character, Long> part : parts(pool).entrySet()) {
      sum += part.getValue();
      long to = Math.min(width, Math.round((double) sum * width / capacity));
      while (bar.length() < to) {
        bar.append(part.getKey().charValue());
      }
    }
    return "[" + bar + " ".repeat(width - bar.length()) + "]";
  }

  private static Map<Character, Long> parts(Overview.Pool pool) {
    Map<Character, Long> parts = new LinkedHashMap<>();
    parts.put('#', pool.taken().inUse());
    parts.put('+', pool.taken().soon());
    parts.put('=', pool.reserved());
    parts.put('.', pool.free());
    return parts;
  }

  private List<String> waits(Overview seen) {
    Table table = new Table("place", "spec", "priority", "since", "waits for");
    for (Overview.OfResource resource : seen.resources()) {
      for (Overview.Waits each : resource.queue()) {
        QueueRecord entry = each.entry();
        table.row(
            QueueText.place(each),
            name(entry),
            entry.ask().priority(),
            WatchCommand.ago(entry.ask().arrival(), seen.at()),
            QueueText.problems(each).map(Wording::detail).collect(Collectors.joining("; ")));
      }
    }
    return table.toString().lines().toList();
  }

  private List<String> runs(Overview seen) {
    Table table = new Table("state", "spec", "since", "pools", "job");
    for (Overview.OfResource resource : seen.resources()) {
      for (Overview.Active each : resource.active()) {
        table.row(
            each.state(),
            each.entry().map(this::name).orElse("launched by others"),
            WatchCommand.ago(each.since(), seen.at()),
            each.entry().map(QueueText::pools).orElse(""),
            each.job().substring(each.job().lastIndexOf('/') + 1));
      }
    }
    return table.toString().lines().toList();
  }

  /** A heading with the count, the table's own head, and as many rows as there is room for. */
  private static void section(List<String> picture, String title, List<String> table, int room) {
    int rows = table.size() - 1;
    picture.add("");
    picture.add(title + ": " + (rows == 0 ? "nothing" : Integer.toString(rows)));
    if (rows == 0) {
      return;
    }
    int shown = rows <= room - 1 ? rows : Math.max(0, room - 2);
    table.stream().limit(shown + 1L).map(line -> "  " + line).forEach(picture::add);
    if (shown < rows) {
      picture.add("  … and " + (rows - shown) + " more");
    }
  }

  private String cut(String line) {
    return columns == 0 || line.codePointCount(0, line.length()) <= columns
        ? line
        : line.substring(0, line.offsetByCodePoints(0, Math.max(0, columns - 1))) + "…";
  }

  private String name(QueueRecord entry) {
    return SubmissionName.of(entry.submission(), specBucket);
  }
}

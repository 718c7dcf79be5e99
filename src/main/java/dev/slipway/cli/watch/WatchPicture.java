package dev.slipway.cli.watch;

import dev.slipway.cli.QueueText;
import dev.slipway.cli.SubmissionName;
import dev.slipway.cli.Table;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.view.Overview;
import dev.slipway.report.Wording;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Pools as bars, the queue, what runs and what ended, on a screen of any size. Pure. */
public final class WatchPicture {

  private static final int WIDEST_BAR = 40;
  private static final int NARROWEST_BAR = 8;

  /** What a pool's line needs besides its bar, roughly. */
  private static final int BESIDE_THE_BAR = 60;

  /** Above each table: a blank line and its title. */
  private static final int HEAD = 2;

  /**
   * What there is to show.
   *
   * @param overview everything but why things ended
   * @param ended the latest endings
   */
  public record Content(Overview overview, List<EndedLately> ended) {
    public Content {
      ended = List.copyOf(ended);
    }
  }

  private final String where;
  private final String specBucket;
  private final int columns;

  /**
   * @param where the deployment, for people
   * @param specBucket whose specs go by their bare names
   * @param columns the screen's width; 0 for as wide as it takes
   */
  public WatchPicture(String where, String specBucket, int columns) {
    this.where = where;
    this.specBucket = specBucket;
    this.columns = columns;
  }

  /**
   * The lines.
   *
   * @param rows how many there may be; 0 for as many as it takes
   */
  public List<String> of(Content seen, int rows) {
    return withTrouble(seen, rows, "");
  }

  /** The same, with what went wrong since. */
  public List<String> withTrouble(Content seen, int rows, String trouble) {
    Overview overview = seen.overview();
    List<String> picture = new ArrayList<>();
    picture.add(
        "Slipway, %s, %s%s"
            .formatted(
                where,
                overview.at().truncatedTo(ChronoUnit.SECONDS),
                rows == 0 ? "" : "; q ends this"));
    trouble.lines().forEach(picture::add);
    overview.pause().map(Wording::line).ifPresent(picture::add);
    overview.resources().forEach(resource -> picture.addAll(pools(resource)));
    int most = rows == 0 ? Integer.MAX_VALUE : rows;
    List<WatchSection> sections =
        List.of(
            waits(overview),
            runs(overview),
            EndedLately.section(overview, seen.ended(), specBucket));
    int[] rooms = rooms(sections, most - picture.size() - sections.size() * HEAD);
    for (int i = 0; i < rooms.length; i++) {
      picture.add("");
      picture.addAll(sections.get(i).lines(rooms[i]));
    }
    return picture.stream().limit(most).map(this::cut).toList();
  }

  /** Line by line in turn to each that needs another, so that none crowds out the others. */
  private static int[] rooms(List<WatchSection> sections, int lines) {
    int[] rooms = new int[sections.size()];
    int left = lines;
    boolean isAsked = true;
    while (left > 0 && isAsked) {
      isAsked = false;
      for (int i = 0; i < rooms.length && left > 0; i++) {
        if (rooms[i] < sections.get(i).need()) {
          rooms[i]++;
          left--;
          isAsked = true;
        }
      }
    }
    return rooms;
  }

  private List<String> pools(Overview.ResourceOverview resource) {
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
    // The marks tell what the bar is made of.
    Table table =
        new Table("pool", "use", "# in use", "+ soon", "= reserved", ". free", "may grow by");
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

  private WatchSection waits(Overview seen) {
    Table table = new Table("place", "spec", "priority", "since", "waits for");
    List<Overview.QueuedItem> queue = seen.waiting();
    for (Overview.QueuedItem each : queue) {
      SubmissionRecord entry = each.entry();
      table.row(
          QueueText.place(each),
          name(entry),
          entry.request().priority(),
          WatchCommand.ago(entry.request().arrival(), seen.at()),
          QueueText.problems(each).map(Wording::detail).collect(Collectors.joining("; ")));
    }
    return plain("Waiting", table, queue.size());
  }

  private WatchSection runs(Overview seen) {
    Table table = new Table("state", "spec", "since", "pools", "job");
    List<Overview.ActiveItem> active =
        seen.resources().stream().flatMap(resource -> resource.active().stream()).toList();
    for (Overview.ActiveItem each : active) {
      table.row(
          each.state(),
          each.entry().map(this::name).orElse("launched by others"),
          WatchCommand.ago(each.since(), seen.at()),
          each.entry().map(QueueText::pools).orElse(""),
          each.job().substring(each.job().lastIndexOf('/') + 1));
    }
    return plain("Launched", table, active.size());
  }

  private static WatchSection plain(String title, Table table, int rows) {
    return WatchSection.of(title, rows, table, Collections.nCopies(rows, List.of()));
  }

  private String cut(String line) {
    return columns == 0 || line.codePointCount(0, line.length()) <= columns
        ? line
        : line.substring(0, line.offsetByCodePoints(0, Math.max(0, columns - 1))) + "…";
  }

  private String name(SubmissionRecord entry) {
    return SubmissionName.of(entry.submission(), specBucket);
  }
}

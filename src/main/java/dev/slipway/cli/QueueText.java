package dev.slipway.cli;

import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.view.Overview;
import dev.slipway.problem.Problem;
import dev.slipway.report.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What waits and what runs, for people. */
public final class QueueText {

  private final String specBucket;
  private final Terminal terminal;
  private final Paint paint;

  /**
   * @param specBucket whose specs go by their bare names
   * @param terminal whose width is kept
   */
  QueueText(String specBucket, Terminal terminal, Paint paint) {
    this.specBucket = specBucket;
    this.terminal = terminal;
    this.paint = paint;
  }

  String of(Overview seen) {
    List<String> parts = new ArrayList<>();
    seen.pause().ifPresent(pause -> parts.add(Wording.line(pause) + "\n"));
    seen.resources().stream()
        .filter(each -> !each.queue().isEmpty() || !each.active().isEmpty())
        .map(this::resource)
        .forEach(parts::add);
    if (!seen.unreadable().isEmpty()) {
      parts.add(
          "left alone, as only a newer version can read them: "
              + String.join(", ", seen.unreadable())
              + "\n");
    }
    boolean isAnything = parts.size() > (seen.pause().isPresent() ? 1 : 0);
    return String.join("\n", parts) + (isAnything ? "" : "nothing waits and nothing runs\n");
  }

  private String resource(Overview.ResourceOverview resource) {
    String head =
        "%s: %d waiting, %d launched%s\n"
            .formatted(
                resource.id(),
                resource.queue().size(),
                resource.active().size(),
                resource.resource().isEmpty()
                    ? "; Vertex AI has no persistent resource of that ID"
                    : "");
    return head + waiting(resource.queue()) + active(resource.active());
  }

  private String waiting(List<Overview.QueuedItem> queue) {
    if (queue.isEmpty()) {
      return "";
    }
    Table table = new Table("place", "waits", "priority", "uploaded");
    for (Overview.QueuedItem each : queue) {
      table.row(
          place(each),
          name(each.entry()),
          each.entry().request().priority(),
          each.entry().request().arrival());
    }
    return explained(table, i -> problems(queue.get(i)).map(Wording::line).toList());
  }

  /** A table with lines below its rows. */
  private String explained(Table table, IntFunction<List<String>> below) {
    List<String> rows = paint.states(table.toString()).lines().toList();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append("  ").append(rows.get(i)).append('\n');
      List<String> lines = i == 0 ? List.of() : below.apply(i - 1);
      lines.forEach(line -> text.append(terminal.wrapped(line, "         ")));
    }
    return text.toString();
  }

  /** Its place in the queue, for people. */
  public static String place(Overview.QueuedItem waits) {
    int position = waits.status().waiting().map(Status.Waiting::position).orElse(0);
    return waits.isNext() ? "next" : position == 0 ? "-" : Integer.toString(position);
  }

  /** What it waits for, then what somebody should look at. */
  public static Stream<Problem> problems(Overview.QueuedItem waits) {
    return Stream.concat(
        waits.status().waiting().stream().flatMap(waiting -> waiting.reasons().stream()),
        waits.status().warnings().stream());
  }

  private String active(List<Overview.ActiveItem> active) {
    if (active.isEmpty()) {
      return "";
    }
    Table table = new Table("state", "runs", "since", "pools", "job");
    for (Overview.ActiveItem each : active) {
      table.row(
          each.state(),
          each.entry().map(this::name).orElse("launched by others"),
          each.since(),
          each.entry().map(QueueText::pools).orElse(""),
          each.job().substring(each.job().lastIndexOf('/') + 1));
    }
    return explained(table, i -> active.get(i).warnings().stream().map(Wording::line).toList());
  }

  /** {@code 1 on l4, 3 on cpu}. */
  public static String pools(SubmissionRecord entry) {
    return Status.of(entry).placements().stream()
        .map(placement -> placement.replicas() + " on " + placement.pool())
        .collect(Collectors.joining(", "));
  }

  private String name(SubmissionRecord entry) {
    return SubmissionName.of(entry.submission(), specBucket);
  }
}

package dev.slipway.report;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Status.Waiting;
import dev.slipway.problem.Problem;
import dev.slipway.spec.Format;
import java.util.List;

/** Statuses and problems as plain text for terminals; every line ends in a line feed. */
public final class StatusText {

  private static final String INDENT = "  ";
  private static final int NAME_WIDTH = 12;

  private final StringBuilder text = new StringBuilder();

  private StatusText() {}

  /** The heading over the problems of what is in that state. */
  public static String whyTitle(State state) {
    return switch (state) {
      case WITHDRAWN, TIMED_OUT, CANCELLED -> "Ended because";
      default -> "Refused or failed because";
    };
  }

  /** Everything a status says: where it stands, why, what to do, and how it came there. */
  public static String of(Status status) {
    StatusText page = new StatusText();
    page.head(status);
    page.list(whyTitle(status.state()), status.problems());
    status.waiting().ifPresent(waiting -> page.list("Waits because", waiting.reasons()));
    page.list("Look at", status.warnings());
    page.history(status);
    page.earlier(status);
    return page.text.toString();
  }

  /** Where it stands and the first reason for it, in one line. */
  public static String line(Status status) {
    List<Problem> reasons =
        status.waiting().map(Waiting::reasons).filter(r -> !r.isEmpty()).orElse(status.problems());
    String more = reasons.size() > 1 ? " (and " + (reasons.size() - 1) + " more)" : "";
    return reasons.isEmpty()
        ? status.state().name()
        : SafeText.one(status.state() + INDENT + Wording.line(reasons.get(0)) + more);
  }

  /** A list of problems under a heading; empty when there are none. */
  public static String problems(String heading, List<Problem> problems) {
    StatusText page = new StatusText();
    page.list(heading, problems);
    return page.text.toString();
  }

  private void head(Status status) {
    line("", status.state() + INDENT + status.submission());
    field("since", status.since().toString());
    field("submission", status.submission().id());
    field("spec", status.format().map(Format::text).orElse(""));
    field("resource", status.resource());
    status.waiting().map(StatusText::place).ifPresent(place -> field("place", place));
    field("job", status.job());
    field("console", ConsoleLink.ofJob(status.job()).orElse(""));
    for (Status.Placement placement : status.placements()) {
      field(
          "placed",
          "%s on pool \"%s\", %s"
              .formatted(placement.where(), placement.pool(), replicas(placement.replicas())));
    }
  }

  private static String place(Waiting waiting) {
    return waiting.position() == 0 ? "" : waiting.position() + " in the queue of the resource";
  }

  private static String replicas(long count) {
    return count + (count == 1 ? " replica" : " replicas");
  }

  /** What helps against several in a row is said once, below the last of them. */
  private void list(String heading, List<Problem> problems) {
    if (!problems.isEmpty()) {
      line("", heading + ":");
    }
    for (int i = 0; i < problems.size(); i++) {
      line(INDENT, Wording.line(problems.get(i)));
      String help = Wording.help(problems.get(i));
      boolean isSaidAgain =
          i + 1 < problems.size() && help.equals(Wording.help(problems.get(i + 1)));
      if (!isSaidAgain) {
        line(INDENT + INDENT, help);
      }
    }
  }

  private void history(Status status) {
    if (!status.history().isEmpty()) {
      line("", "History:");
      status.history().forEach(step -> line(INDENT, step.at() + INDENT + step.state()));
    }
  }

  private void earlier(Status status) {
    if (!status.earlier().isEmpty()) {
      line("", "Earlier generations that have not ended:");
    }
    for (Status.Earlier earlier : status.earlier()) {
      line(
          INDENT,
          earlier.generation()
              + INDENT
              + earlier.state()
              + (earlier.job().isEmpty() ? "" : INDENT + earlier.job()));
    }
  }

  private void field(String name, String value) {
    if (!value.isEmpty()) {
      line(INDENT, name + " ".repeat(NAME_WIDTH - name.length()) + value);
    }
  }

  private void line(String indent, String line) {
    text.append(indent).append(SafeText.one(line)).append('\n');
  }
}

package dev.slipway.web;

import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.port.StatusIndex;
import dev.slipway.dispatch.view.Overview.QueuedItem;
import dev.slipway.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The three lists of the overview: what waits, what is under way, what ended. */
final class Lists {

  private Lists() {}

  /** Who waits, with place and reasons. */
  static Html waiting(Selection selection, Instant now) {
    Grid grid = new Grid("Place", "Spec", "Resource", "Waits because", "Uploaded");
    for (QueuedItem waits : selection.waiting().rows()) {
      grid.row(
          Html.text(place(waits)),
          Html.all(NameLinks.of(waits.entry().submission()), priority(waits.entry())),
          Element.of(Tag.BDI).of(waits.entry().request().resource()),
          reasons(waits),
          RelativeTime.since(waits.entry().request().arrival(), now));
    }
    return section(
        new Heading(Selection.WAITING, "Waiting", "Nothing waits"),
        selection,
        selection.waiting(),
        grid);
  }

  private static String place(QueuedItem waits) {
    int position = waits.status().waiting().map(Status.Waiting::position).orElse(0);
    return waits.isNext() ? "next" : position == 0 ? "–" : Pager.number(position);
  }

  private static Html priority(SubmissionRecord entry) {
    return entry.request().priority() == 0
        ? Html.NOTHING
        : Element.of(Tag.SPAN, "muted").of(" priority " + entry.request().priority());
  }

  private static Html reasons(QueuedItem waits) {
    List<Problem> reasons = waits.status().waiting().map(Status.Waiting::reasons).orElse(List.of());
    List<Problem> all =
        Stream.concat(waits.status().warnings().stream(), reasons.stream()).toList();
    return waits.isNext()
        ? Html.text("its turn has come: it is launched with the next pass")
        : ProblemList.folded(all);
  }

  /** What is past waiting. */
  static Html active(Selection selection, Instant now) {
    Grid grid = new Grid("State", "Spec", "Resource", "Job", "Since");
    for (Selection.Under under : selection.active().rows()) {
      grid.row(
          Badge.of(under.active().state()),
          Html.all(
              under
                  .active()
                  .entry()
                  .map(entry -> NameLinks.of(entry.submission()))
                  .orElseGet(() -> Element.of(Tag.SPAN, "muted").of("launched without Slipway")),
              ProblemList.folded(under.active().warnings())),
          Element.of(Tag.BDI).of(under.resource()),
          NameLinks.job(under.active().job()),
          RelativeTime.since(under.active().since(), now));
    }
    return section(
        new Heading(Selection.ACTIVE, "Running", "Nothing runs"),
        selection,
        selection.active(),
        grid);
  }

  /**
   * What is over, and why.
   *
   * @param told what status documents say, by their names
   */
  static Html ended(Selection selection, Map<String, Status> told, Instant now) {
    Grid grid = new Grid("State", "Spec", "Why", "Ended");
    for (StatusIndex.ListedStatus entry : selection.ended().rows()) {
      Optional<Status> status = Optional.ofNullable(told.get(entry.name()));
      grid.row(
          Badge.of(entry.state()),
          status
              .map(known -> NameLinks.of(known.submission()))
              .orElseGet(() -> NameLinks.of(entry)),
          status.map(known -> ProblemList.folded(known.problems())).orElse(Html.NOTHING),
          RelativeTime.since(entry.updated(), now));
    }
    return Html.all(
        section(
            new Heading(Selection.ENDED, "Ended lately", "Nothing has ended"),
            selection,
            selection.ended(),
            grid),
        selection.overview().isEndedCut() ? cut() : Html.NOTHING);
  }

  private static Html cut() {
    return Element.of(Tag.P, "note")
        .of(
            "There are more statuses than are looked at for this list, so it may lack some. What is"
                + " in the queue and what runs is complete, and every submission has its own"
                + " page.");
  }

  /**
   * How a list is called.
   *
   * @param id of the heading, and the query's name for the list's page
   * @param otherwise what to say when it is empty
   */
  private record Heading(String id, String text, String otherwise) {}

  private static Html section(Heading heading, Selection selection, ListPage<?> part, Grid grid) {
    String otherwise =
        heading.otherwise() + (selection.isFiltered() ? " that the filter lets through." : ".");
    return Element.of(Tag.SECTION)
        .with(Attribute.ARIA_LABELLEDBY, heading.id())
        .of(
            Element.of(Tag.H2)
                .with(Attribute.ID, heading.id())
                .of(
                    Html.text(heading.text() + " "),
                    Element.of(Tag.SPAN, "count").of(Pager.number(part.total()))),
            part.total() == 0
                ? Element.of(Tag.P, "nothing").of(otherwise)
                : grid.labelledBy(heading.id()),
            Pager.of(part, heading.text(), selection.query(), heading.id()));
  }
}

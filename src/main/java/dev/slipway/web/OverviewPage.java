package dev.slipway.web;

import dev.slipway.dispatch.model.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What there is, who waits and why, what runs, what ended. */
final class OverviewPage {

  private OverviewPage() {}

  /**
   * The page.
   *
   * @param told what the status documents of what ended say, by their names
   */
  static String of(Selection selection, Map<String, Status> told) {
    Instant now = RelativeTime.minute(selection.overview().at());
    List<Html> main = new ArrayList<>();
    main.add(Element.of(Tag.H1, "unseen").of("Queue and resources"));
    main.add(notices(selection));
    if (!selection.isFiltered()) {
      main.add(ResourceCards.of(selection.overview().resources()));
    }
    main.add(FilterForm.of(selection));
    main.add(Lists.waiting(selection, now));
    main.add(Lists.active(selection, now));
    main.add(Lists.ended(selection, told, now));
    return PageLayout.page("", Site.OVERVIEW, selection.query(), selection.overview().at(), main);
  }

  private static Html notices(Selection selection) {
    List<Html> notices = new ArrayList<>();
    selection
        .overview()
        .pause()
        .map(pause -> ProblemList.problems(List.of(pause)))
        .ifPresent(notices::add);
    if (!selection.overview().notices().isEmpty()) {
      notices.add(ProblemList.problems(selection.overview().notices()));
    }
    List<String> unreadable = selection.overview().unreadable();
    if (!unreadable.isEmpty()) {
      notices.add(
          Element.of(Tag.P)
              .of(
                  "%s in the queue that this version cannot read, left alone: %s. A newer version of Slipway wrote them, or"
                          .formatted(
                              unreadable.size() == 1
                                  ? "1 record is"
                                  : Pager.number(unreadable.size()) + " records are",
                              String.join(
                                  ", ", unreadable.subList(0, Math.min(5, unreadable.size()))))
                      + " somebody changed them by hand; the log has them under"
                      + " slipway.record.unreadable."));
    }
    return notices.isEmpty()
        ? Html.NOTHING
        : Element.of(Tag.DIV, "notice").with(Attribute.ROLE, "status").of(notices);
  }
}

package dev.slipway.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which rows of a list are shown, and the way to the others. */
final class Pager {

  private Pager() {}

  /**
   * Nothing when all rows are on one page.
   *
   * @param what the rows are called
   * @param name the query's name for the list's page
   */
  static Html of(ListPage<?> part, String what, Query query, String name) {
    if (part.pages() == 1) {
      return Html.NOTHING;
    }
    List<Html> links = new ArrayList<>();
    links.add(
        Element.of(Tag.SPAN)
            .of(
                "%s to %s of %s"
                    .formatted(number(part.first()), number(part.last()), number(part.total()))));
    if (part.page() > 1) {
      links.add(step("First", query, name, 1));
      links.add(step("Previous", query, name, part.page() - 1));
    }
    if (part.page() < part.pages()) {
      links.add(step("Next", query, name, part.page() + 1));
      links.add(step("Last", query, name, part.pages()));
    }
    return Element.of(Tag.NAV, "pager").with(Attribute.ARIA_LABEL, "Pages of " + what).of(links);
  }

  private static Html step(String text, Query query, String name, int page) {
    String value = page == 1 ? "" : Integer.toString(page);
    return Element.of(Tag.A)
        .with(Attribute.ID, name + "-" + text.toLowerCase(Locale.ROOT))
        .to(Link.overview(query.with(name, value)))
        .of(text);
  }

  /** With commas: {@code 10,000}. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}

package dev.slipway.web;

import java.time.Instant;
import java.util.List;

/** What is around each page. */
final class PageLayout {

  private PageLayout() {}

  /**
   * A whole page.
   *
   * @param title for the tab, before the site's own
   * @param path where it is, for the link to its JSON
   * @param at when what it shows was looked at
   * @param main its content
   */
  static String page(String title, String path, Query query, Instant at, List<Html> main) {
    Html json = Element.of(Tag.A).to(Link.json(path, query)).of("This page as JSON");
    Html looked =
        Element.of(Tag.SPAN, "looked")
            .of(Html.text("As of "), RelativeTime.at(RelativeTime.minute(at)), Html.text(". "));
    return page(title, main, Html.all(looked, json));
  }

  /** A whole page that shows nothing of the state. */
  static String page(String title, List<Html> main, Html footer) {
    return "<!DOCTYPE html>\n"
        + Element.of(Tag.HTML)
            .with(Attribute.LANG, "en")
            .of(head(title), body(main, footer))
            .markup()
        + "\n";
  }

  private static Html head(String title) {
    return Element.of(Tag.HEAD)
        .of(
            Element.of(Tag.META).with(Attribute.CHARSET, "utf-8").of(),
            meta("viewport", "width=device-width, initial-scale=1"),
            meta("color-scheme", "light dark"),
            Element.of(Tag.TITLE).of(title.isEmpty() ? "Slipway" : title + " · Slipway"),
            link("icon", Asset.ICON),
            link("stylesheet", Asset.STYLE),
            Element.of(Tag.SCRIPT)
                .with(Attribute.TYPE, "module")
                .to(Link.asset(Asset.REFRESH))
                .of());
  }

  private static Html meta(String name, String content) {
    return Element.of(Tag.META).with(Attribute.NAME, name).with(Attribute.CONTENT, content).of();
  }

  private static Html link(String relation, Asset asset) {
    return Element.of(Tag.LINK).with(Attribute.REL, relation).to(Link.asset(asset)).of();
  }

  private static Html body(List<Html> main, Html footer) {
    return Element.of(Tag.BODY)
        .of(
            Element.of(Tag.A, "skip").to(Link.MAIN).of("Skip to content"),
            Element.of(Tag.HEADER)
                .of(Element.of(Tag.A, "brand").to(Link.overview(Query.NOTHING)).of("Slipway")),
            Element.of(Tag.MAIN).with(Attribute.ID, "main").with(Attribute.TABINDEX, "-1").of(main),
            Element.of(Tag.FOOTER).of(footer));
  }
}

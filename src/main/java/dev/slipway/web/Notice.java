package dev.slipway.web;

import java.util.List;

/** A page that says why there is no other, and what to do. */
final class Notice {

  private Notice() {}

  /**
   * The page.
   *
   * @param title the fact, in few words
   * @param fact the fact, with its values
   * @param help what to do
   */
  static Response response(int status, String title, String fact, String help, boolean asJson) {
    return asJson
        ? Response.of(status, "application/json", JsonViews.notice(title, fact, help))
        : Response.of(status, "text/html", page(title, fact, help));
  }

  private static String page(String title, String fact, String help) {
    return PageLayout.page(
        title,
        List.of(
            Element.of(Tag.H1).of(title),
            Element.of(Tag.DIV, "card")
                .of(
                    Element.of(Tag.P, "fact").of(fact),
                    Element.of(Tag.P, "help").of(help),
                    Element.of(Tag.P)
                        .of(
                            Element.of(Tag.A)
                                .to(Link.overview(Query.NOTHING))
                                .of("To the overview")))),
        Html.NOTHING);
  }
}

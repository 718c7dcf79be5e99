package dev.slipway.web;

import dev.slipway.report.SafeText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Part of a page. Whatever is put into one as text stays text: there is no way to make one of
 * markup that was not built by {@link Element}.
 */
final class Html {

  /** No part at all. */
  static final Html NOTHING = new Html("");

  private final String markup;

  private Html(String markup) {
    this.markup = markup;
  }

  /**
   * A text in one line. What would be obeyed instead of shown (control and direction-changing
   * characters) is spelled out.
   */
  static Html text(String text) {
    return new Html(escaped(SafeText.one(text)));
  }

  /** A text that keeps its lines. */
  static Html lines(String text) {
    return new Html(
        text.lines().map(line -> escaped(SafeText.one(line))).collect(Collectors.joining("\n")));
  }

  /** Parts one after another. */
  static Html all(List<Html> parts) {
    return new Html(parts.stream().map(Html::markup).collect(Collectors.joining()));
  }

  /** Parts one after another. */
  static Html all(Html... parts) {
    return all(List.of(parts));
  }

  /** An element. Only {@link Element} calls this, with what it has escaped. */
  static Html element(Tag tag, String attributes, Html content) {
    if (tag == Tag.SCRIPT && !content.markup.isEmpty()) {
      throw new IllegalArgumentException("a script must be fetched, not written into a page");
    }
    String opening = "<" + tag.text() + attributes + ">";
    return new Html(tag.isVoid() ? opening : opening + content.markup + "</" + tag.text() + ">");
  }

  /** Escaped for both content and quoted attributes. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      switch (character) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(character);
      }
    }
    return escaped.toString();
  }

  /** As a browser reads it. */
  String markup() {
    return markup;
  }
}

package dev.slipway.web;

import dev.slipway.report.SafeText;
import java.util.List;

/** An element that is still open for attributes; becomes {@link Html} when it is given content. */
final class Element {

  private final Tag tag;
  private final String attributes;

  private Element(Tag tag, String attributes) {
    this.tag = tag;
    this.attributes = attributes;
  }

  /** One without attributes. */
  static Element of(Tag tag) {
    return new Element(tag, "");
  }

  /** One of a class of the style sheet. */
  static Element of(Tag tag, String styled) {
    return of(tag).with(Attribute.CLASS, styled);
  }

  /** With an attribute, whose value may be anybody's. */
  Element with(Attribute name, String value) {
    return with(name.text(), SafeText.one(value));
  }

  /** With where it leads: {@code href}, or {@code src} or {@code action} where the tag has that. */
  Element to(Link link) {
    String name =
        switch (tag) {
          case SCRIPT -> "src";
          case FORM -> "action";
          default -> "href";
        };
    return with(name, link.address());
  }

  private Element with(String name, String value) {
    return new Element(tag, attributes + " " + name + "=\"" + Html.escaped(value) + "\"");
  }

  /** With parts in it. */
  Html of(List<Html> parts) {
    return Html.element(tag, attributes, Html.all(parts));
  }

  /** With parts in it. */
  Html of(Html... parts) {
    return of(List.of(parts));
  }

  /** With a text in it, which may be anybody's. */
  Html of(String text) {
    return of(Html.text(text));
  }
}

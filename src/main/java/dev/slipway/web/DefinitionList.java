package dev.slipway.web;

import java.util.ArrayList;
import java.util.List;

/** Names and values; those without a value are left out. */
final class DefinitionList {

  private final List<Html> items = new ArrayList<>();

  void add(String name, String value) {
    if (!value.isEmpty()) {
      add(name, Element.of(Tag.BDI).of(value));
    }
  }

  void add(String name, Html value) {
    items.add(Element.of(Tag.DIV).of(Element.of(Tag.DT).of(name), Element.of(Tag.DD).of(value)));
  }

  Html list() {
    return Element.of(Tag.DL, "facts").of(items);
  }
}

package dev.slipway.web;

import java.util.Locale;

/**
 * The attributes that pages use, but for addresses, which {@link Element#to} writes. None that a
 * browser would run or style by.
 */
enum Attribute {
  ARIA_CURRENT,
  ARIA_HIDDEN,
  ARIA_LABEL,
  ARIA_LABELLEDBY,
  CHARSET,
  CLASS,
  CONTENT,
  DATA_LABEL,
  DATETIME,
  HEIGHT,
  ID,
  LANG,
  METHOD,
  NAME,
  PLACEHOLDER,
  REL,
  ROLE,
  SCOPE,
  SELECTED,
  TABINDEX,
  TITLE,
  TYPE,
  VALUE,
  FOR,
  WIDTH,
  X;

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** As it stands in markup. */
  String text() {
    return text;
  }
}

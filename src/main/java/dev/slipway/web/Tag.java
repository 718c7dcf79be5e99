package dev.slipway.web;

import java.util.Locale;

/** The elements that pages are made of. None whose content a browser would run or style by. */
enum Tag {
  A,
  BDI,
  BODY,
  BUTTON,
  CODE,
  DD,
  DETAILS,
  DIV,
  DL,
  DT,
  FOOTER,
  FORM,
  H1,
  H2,
  H3,
  HEAD,
  HEADER,
  HTML,
  INPUT,
  LABEL,
  LI,
  LINK,
  MAIN,
  META,
  NAV,
  OL,
  OPTION,
  P,
  PRE,
  RECT,
  SECTION,
  SELECT,
  SPAN,
  SUMMARY,
  SVG,
  TABLE,
  TBODY,
  TD,
  TH,
  THEAD,
  TIME,
  TITLE,
  TR,
  UL,
  /** Always empty: what runs is fetched from our own address. */
  SCRIPT;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** As it stands in markup. */
  String text() {
    return text;
  }

  /** Whether it has neither content nor end. */
  boolean isVoid() {
    return this == INPUT || this == LINK || this == META;
  }
}

package dev.slipway.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as people read them, as seen at a certain moment. */
final class RelativeTime {

  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private RelativeTime() {}

  /** How long ago that was, with the time itself for machines and for who points at it. */
  static Html since(Instant then, Instant now) {
    return Element.of(Tag.TIME)
        .with(Attribute.DATETIME, then.toString())
        .with(Attribute.TITLE, FULL.format(then))
        .of(words(Duration.between(then, now)));
  }

  /** The time itself. */
  static Html at(Instant then) {
    return Element.of(Tag.TIME).with(Attribute.DATETIME, then.toString()).of(FULL.format(then));
  }

  /** To the minute: a page is then the same for that long. */
  static Instant minute(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES);
  }

  /** The two largest units: {@code 3 d 4 h}, {@code 12 min}; less than a minute is no minute. */
  static String words(Duration age) {
    if (age.toMinutes() < 1) {
      return "under 1 min";
    }
    if (age.toHours() < 1) {
      return age.toMinutes() + " min";
    }
    if (age.toDays() < 1) {
      return age.toHours() + " h " + age.toMinutesPart() + " min";
    }
    return age.toDays() + " d " + age.toHoursPart() + " h";
  }
}

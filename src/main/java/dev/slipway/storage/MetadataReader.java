package dev.slipway.storage;

import dev.slipway.report.JsonFields;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Values out of custom metadata. Keys that nobody asks for are overlooked: tools leave their own
 * there. Every method throws {@link UnreadableObject} for what is not of its kind.
 */
final class MetadataReader {

  private static final Pattern COUNT = Pattern.compile("\\d{1,10}");

  private final Map<String, String> metadata;

  MetadataReader(Map<String, String> metadata) {
    this.metadata = metadata;
  }

  /** A text; empty when absent. */
  String text(String key) {
    return MetadataText.decode(metadata.getOrDefault(key, ""));
  }

  /** A text that must not be absent. */
  String required(String key) {
    String value = text(key);
    if (value.isEmpty()) {
      throw new UnreadableObject(key + " is missing");
    }
    return value;
  }

  /** A whole number from 0. */
  int number(String key) {
    String value = required(key);
    try {
      if (COUNT.matcher(value).matches()) {
        return Integer.parseInt(value);
      }
    } catch (NumberFormatException e) {
      throw new UnreadableObject(key + " is out of range: " + value, e);
    }
    throw new UnreadableObject(key + " is not a number: " + value);
  }

  boolean flag(String key) {
    String value = required(key);
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new UnreadableObject(key + " is neither true nor false: " + value);
    };
  }

  Instant time(String key) {
    return time(key, required(key));
  }

  Instant timeOr(String key, Instant whenAbsent) {
    return metadata.containsKey(key) ? time(key) : whenAbsent;
  }

  Duration durationOr(String key, Duration whenAbsent) {
    if (!metadata.containsKey(key)) {
      return whenAbsent;
    }
    String value = required(key);
    try {
      return Duration.parse(value);
    } catch (DateTimeException e) {
      throw new UnreadableObject(key + " is not a duration: " + value, e);
    }
  }

  /** A list of any texts; empty when absent. */
  List<String> texts(String key) {
    return metadata.containsKey(key)
        ? JsonFields.texts(CompactJson.parse(required(key)), UnreadableObject::new)
        : List.of();
  }

  /** A list of texts without blanks; empty when absent. */
  List<String> words(String key) {
    return metadata.containsKey(key) ? List.of(required(key).split(" ", -1)) : List.of();
  }

  static Instant time(String what, String value) {
    try {
      return Instant.parse(value);
    } catch (DateTimeException e) {
      throw new UnreadableObject(what + " is not a time: " + value, e);
    }
  }
}

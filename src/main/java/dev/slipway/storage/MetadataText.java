package dev.slipway.storage;

import dev.slipway.spec.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Any text as a value of custom metadata. Most stand as they are. Control characters and blanks at
 * the ends would not survive where metadata travel as HTTP headers, so such texts stand in Base64
 * behind a mark. Letters beyond ASCII need none of it: the JSON API, which is all we use, carries
 * them (https://cloud.google.com/storage/docs/metadata).
 */
final class MetadataText {

  private static final String MARK = "base64:";

  private MetadataText() {}

  static String encode(String text) {
    boolean plain =
        text.equals(text.strip())
            && !text.startsWith(MARK)
            && text.chars().noneMatch(Character::isISOControl);
    return plain
        ? text
        : MARK + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws UnreadableObject when there is no Base64 behind the mark, or half a surrogate pair,
   *     which would not be written again as it was read
   */
  static String decode(String value) {
    if (!value.startsWith(MARK)) {
      if (!Utf8.canEncode(value)) {
        throw new UnreadableObject("half a surrogate pair in " + value);
      }
      return value;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(value.substring(MARK.length()));
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new UnreadableObject("not Base64: " + value, e);
    }
  }
}

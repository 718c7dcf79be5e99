package dev.slipway.emulator.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes apart a {@code multipart/related} body. Lenient where real clients need it: the boundary
 * may be in single quotes and lines may end in a bare line feed, as gcloud storage sends them.
 */
final class StorageMultipart {

  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]*)\"|'([^']*)'|([^;\\s]+))", Pattern.CASE_INSENSITIVE);

  /**
   * One part.
   *
   * @param headers its headers, by lower-case name
   * @param content its bytes
   */
  record Part(Map<String, String> headers, ObjectContent content) {}

  private StorageMultipart() {}

  /** The parts of a body with this content type. */
  static List<Part> parts(String contentType, ObjectContent body) {
    Matcher matcher = BOUNDARY.matcher(contentType);
    if (!matcher.find()) {
      throw StorageRefusal.invalid("Missing boundary in Content-Type: " + contentType);
    }
    String boundary =
        Optional.ofNullable(matcher.group(1))
            .or(() -> Optional.ofNullable(matcher.group(2)))
            .orElseGet(() -> matcher.group(3));
    // One char a byte: text operations on bytes, without loss.
    String text = new String(body.bytes(), StandardCharsets.ISO_8859_1);
    String delimiter = "\n--" + boundary;
    String[] pieces = ("\n" + text).split(Pattern.quote(delimiter), -1);
    List<Part> parts = new ArrayList<>();
    for (int i = 1; i < pieces.length && !pieces[i].startsWith("--"); i++) {
      parts.add(part(pieces[i]));
    }
    return parts;
  }

  private static Part part(String piece) {
    Map<String, String> headers = new TreeMap<>();
    // The rest of the boundary's own line comes first.
    int start = piece.indexOf('\n') + 1;
    while (true) {
      int end = piece.indexOf('\n', start);
      if (end < 0) {
        throw StorageRefusal.invalid("Malformed multipart body.");
      }
      String line = piece.substring(start, end).strip();
      start = end + 1;
      if (line.isEmpty()) {
        break;
      }
      String[] nameAndValue = line.split(":", 2);
      headers.put(
          nameAndValue[0].toLowerCase(Locale.ROOT),
          nameAndValue.length == 2 ? nameAndValue[1].strip() : "");
    }
    // The line feed belongs to the boundary and is cut already; so does a carriage return, if the
    // part uses them.
    boolean carriageReturns = piece.startsWith("\r");
    int end = piece.length() - (carriageReturns && piece.endsWith("\r") ? 1 : 0);
    byte[] bytes = piece.substring(start, end).getBytes(StandardCharsets.ISO_8859_1);
    return new Part(headers, ObjectContent.of(bytes));
  }
}

package dev.slipway.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered.
 *
 * @param status the HTTP status
 * @param headers by name, in order
 * @param body in UTF-8
 */
public record Response(int status, Map<String, String> headers, String body) {

  /**
   * Nothing but what comes from this address is loaded, nothing written into a page is run or
   * styled by, and no other page frames it.
   */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  /** Kept by one browser only, and asked for again each time. */
  private static final String NOT_SHARED = "private, no-cache";

  private static final int TAG_BYTES = 12;

  public Response {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  static Response of(int status, String type, String body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", type + "; charset=utf-8");
    headers.put("Cache-Control", NOT_SHARED);
    headers.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Vary", "Accept");
    return new Response(status, headers, body);
  }

  /** With one more header. */
  Response with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, more, body);
  }

  /** With a tag of its content; and with nothing else for whoever has that already. */
  Response tagged(Request request) {
    String tag = "\"" + digest(body) + "\"";
    Response tagged = with("ETag", tag);
    return request.ifNoneMatch().contains(tag) ? new Response(304, tagged.headers, "") : tagged;
  }

  /** Some characters that other contents do not have. */
  static String digest(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}

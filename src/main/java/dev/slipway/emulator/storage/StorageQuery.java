package dev.slipway.emulator.storage;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads the parameters of a list call. */
final class StorageQuery {

  private StorageQuery() {}

  /** The listing that a call asks for. */
  static ObjectListing listing(StorageRequest request) {
    long limit = request.number("maxResults").orElse(ObjectListing.LARGEST_PAGE);
    if (limit < 1) {
      throw StorageRefusal.invalid("Invalid value for maxResults: " + limit);
    }
    return new ObjectListing(
        request.parameter("prefix").orElse(""),
        request.parameter("delimiter").orElse(""),
        request.parameter("startOffset").orElse(""),
        request.parameter("endOffset").orElse(""),
        request.parameter("pageToken").map(StorageQuery::after).orElse(""),
        (int) Math.min(limit, ObjectListing.LARGEST_PAGE),
        request.parameter("versions").filter("true"::equalsIgnoreCase).isPresent());
  }

  /** The token of the page after this name or prefix. */
  static String pageToken(String after) {
    return Base64.getUrlEncoder().encodeToString(after.getBytes(StandardCharsets.UTF_8));
  }

  private static String after(String pageToken) {
    try {
      return new String(Base64.getUrlDecoder().decode(pageToken), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw StorageRefusal.invalid("Invalid page token: " + pageToken);
    }
  }
}

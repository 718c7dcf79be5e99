package dev.slipway.web;

/**
 * What a browser or a program asks.
 *
 * @param method such as {@code GET}
 * @param path with its leading slash
 * @param query what stands after the question mark
 * @param accept the media types it takes; empty when it does not say
 * @param ifNoneMatch the tag of what it has already; empty when it has nothing
 */
public record Request(String method, String path, Query query, String accept, String ifNoneMatch) {

  /** Whether it wants JSON: it says so in the address, or takes that and not pages. */
  boolean wantsJson() {
    String format = query.get(Query.FORMAT);
    return format.isEmpty()
        ? accept.contains("application/json") && !accept.contains("text/html")
        : format.equals("json");
  }
}

package dev.slipway.emulator.vertex;

import com.google.rpc.Code;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items at most as many as asked for
 * @param nextPageToken where the next page starts; empty after the last
 */
record VertexPage<T>(List<T> items, String nextPageToken) {

  /** Our inference: neither the default nor the largest size is documented for these lists. */
  private static final int DEFAULT_SIZE = 100;

  private static final int LARGEST_SIZE = 1000;

  /**
   * Which page is wanted.
   *
   * @param size how many items at most; 0 means 100, more than 1000 means 1000
   * @param token an earlier page's {@code nextPageToken}; empty means the first page
   */
  record PageRequest(int size, String token) {

    PageRequest {
      if (size < 0) {
        throw FieldErrors.of("page_size", "It must not be negative.");
      }
    }

    private int limit() {
      return size == 0 ? DEFAULT_SIZE : Math.min(size, LARGEST_SIZE);
    }

    private String after() {
      try {
        return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        throw new VertexException(Code.INVALID_ARGUMENT, "Invalid page token: " + token);
      }
    }
  }

  /**
   * Cuts a page. A token names the last item's key, so items that come or go between two calls
   * neither repeat nor hide others.
   *
   * @param sorted everything, ascending by key
   * @param key unique, never empty
   */
  static <T> VertexPage<T> of(List<T> sorted, Function<T, String> key, PageRequest wanted) {
    String after = wanted.after();
    List<T> rest = sorted.stream().filter(item -> key.apply(item).compareTo(after) > 0).toList();
    if (rest.size() <= wanted.limit()) {
      return new VertexPage<>(rest, "");
    }
    List<T> items = rest.subList(0, wanted.limit());
    byte[] last = key.apply(items.get(items.size() - 1)).getBytes(StandardCharsets.UTF_8);
    return new VertexPage<>(items, Base64.getUrlEncoder().withoutPadding().encodeToString(last));
  }
}

package dev.slipway.dispatch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The latest IDs that this process has seen to the end of their intake. Each has a record or an
 * ending, and always will: an event that tells of it again is acknowledged without a call. Safe for
 * use by many threads.
 */
final class RecentSubmissions {

  /** How many, at some 100 bytes each. */
  private static final int MOST = 10_000;

  private final Set<String> ids =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > MOST;
                }
              }));

  /** It has a record or an ending. */
  void add(String id) {
    ids.add(id);
  }

  boolean contains(String id) {
    return ids.contains(id);
  }
}

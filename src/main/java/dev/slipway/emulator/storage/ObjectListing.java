package dev.slipway.emulator.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * Which objects of a bucket a list call asks for. An empty text means no such limit.
 *
 * @param prefix names start with this
 * @param delimiter names that have this after the prefix are rolled up, up to and with it
 * @param startOffset names are this or later
 * @param endOffset names are before this
 * @param after where the last page ended: a name or a rolled-up prefix
 * @param limit how many names and prefixes together at most, from 1
 * @param versions whether noncurrent generations are listed too
 */
record ObjectListing(
    String prefix,
    String delimiter,
    String startOffset,
    String endOffset,
    String after,
    int limit,
    boolean versions) {

  /** The most Cloud Storage puts on a page, and what it does when not asked. */
  static final int LARGEST_PAGE = 1000;

  /**
   * One page of a listing.
   *
   * @param objects the objects, in order of their names
   * @param prefixes the rolled-up prefixes, in order
   * @param end where the next page goes on; empty means this was the last
   */
  record ListedPage(List<ObjectVersion> objects, List<String> prefixes, Optional<String> end) {}

  /** Everything that starts with this, on one page of the largest size. */
  static ObjectListing of(String prefix, String after) {
    return new ObjectListing(prefix, "", "", "", after, LARGEST_PAGE, false);
  }

  /**
   * The page of this bucket. All generations of one name are on one page, even if that makes it
   * longer than the limit: no client of ours lists so many.
   */
  ListedPage page(BucketState bucket) {
    NavigableSet<String> names = versions ? bucket.names() : bucket.live().navigableKeySet();
    List<ObjectVersion> items = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    String last = after;
    for (String name : names.tailSet(start(), true)) {
      if (isPast(name)) {
        break;
      }
      Optional<String> rolledUp = rolledUp(name);
      String entry = rolledUp.orElse(name);
      if (!name.startsWith(prefix) || ObjectNames.ORDER.compare(entry, last) <= 0) {
        continue;
      }
      if (items.size() + prefixes.size() >= limit) {
        return new ListedPage(items, prefixes, Optional.of(last));
      }
      rolledUp.ifPresentOrElse(prefixes::add, () -> items.addAll(listed(bucket, name)));
      last = entry;
    }
    return new ListedPage(items, prefixes, Optional.empty());
  }

  private List<ObjectVersion> listed(BucketState bucket, String name) {
    return versions ? bucket.versions(name) : bucket.live(name).stream().toList();
  }

  private String start() {
    String start = latest(prefix, startOffset);
    return latest(start, after);
  }

  private boolean isPast(String name) {
    boolean pastEnd = !endOffset.isEmpty() && ObjectNames.ORDER.compare(name, endOffset) >= 0;
    boolean pastPrefix = !name.startsWith(prefix) && ObjectNames.ORDER.compare(name, prefix) > 0;
    return pastEnd || pastPrefix;
  }

  /** The prefix that stands for this name in the listing, if the delimiter cuts it. */
  private Optional<String> rolledUp(String name) {
    int at = delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
    return at < 0 ? Optional.empty() : Optional.of(name.substring(0, at + delimiter.length()));
  }

  private static String latest(String left, String right) {
    return ObjectNames.ORDER.compare(left, right) >= 0 ? left : right;
  }
}

package dev.slipway.web;

import java.util.List;

/**
 * One page of a list.
 *
 * @param rows those on this page
 * @param total how many there are on all pages
 * @param page which page, from 1
 * @param size how many rows a page has
 */
record ListPage<T>(List<T> rows, int total, int page, int size) {

  /** A page of a list: the last one where there are not so many pages. */
  static <T> ListPage<T> of(List<T> all, int page, int size) {
    int shown = Math.min(page, Math.max(1, (all.size() + size - 1) / size));
    int from = (shown - 1) * size;
    return new ListPage<>(
        List.copyOf(all.subList(from, Math.min(all.size(), from + size))), all.size(), shown, size);
  }

  /** How many pages there are: at least 1. */
  int pages() {
    return Math.max(1, (total + size - 1) / size);
  }

  /** The number of the first row, from 1; 0 when there are none. */
  int first() {
    return total == 0 ? 0 : (page - 1) * size + 1;
  }

  /** The number of the last row. */
  int last() {
    return (page - 1) * size + rows.size();
  }
}

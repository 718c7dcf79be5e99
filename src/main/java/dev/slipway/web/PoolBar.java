package dev.slipway.web;

import dev.slipway.dispatch.view.Overview.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A resource pool as a bar, each replica a cell where there are few; and the same in words. */
final class PoolBar {

  /** Above this cells would be too thin to tell apart. */
  private static final long MOST_CELLS = 64;

  /**
   * A stretch of the bar.
   *
   * @param style its class, of the bar and of its key
   * @param words what it means
   */
  record Stretch(String style, String words, long replicas) {}

  private PoolBar() {}

  /** The stretches of a pool, empty ones included. */
  static List<Stretch> stretches(Pool pool) {
    return List.of(
        new Stretch("used", "in use", pool.taken().inUse()),
        new Stretch("soon", "about to be used", pool.taken().soon()),
        new Stretch("kept", "reserved for who waits", pool.reserved()),
        new Stretch("free", "free", pool.free()),
        new Stretch("room", "may be added by autoscaling", pool.headroom()));
  }

  /** The bar and its key. */
  static Html of(Pool pool) {
    List<Stretch> stretches = stretches(pool);
    return Element.of(Tag.DIV, "bar").of(drawing(stretches), key(pool, stretches));
  }

  private static Html key(Pool pool, List<Stretch> stretches) {
    List<Html> items = new ArrayList<>();
    for (Stretch stretch : stretches) {
      if (stretch.replicas() > 0) {
        items.add(
            Element.of(Tag.LI, "key " + stretch.style())
                .of(Pager.number(stretch.replicas()) + " " + stretch.words()));
      }
    }
    long capacity = pool.pool().capacity();
    items.add(Element.of(Tag.LI).of("of " + Pager.number(capacity)));
    if (pool.taken().total() > capacity) {
      items.add(Element.of(Tag.LI, "over").of("more is taken than there is"));
    }
    return Element.of(Tag.UL, "keys").of(items);
  }

  /** The key says the same, so it is hidden from who cannot see it. */
  private static Html drawing(List<Stretch> stretches) {
    long all = stretches.stream().mapToLong(Stretch::replicas).sum();
    List<Html> cells = new ArrayList<>();
    long at = 0;
    for (Stretch stretch : stretches) {
      long step = all <= MOST_CELLS ? 1 : Math.max(1, stretch.replicas());
      for (long i = 0; i < stretch.replicas(); i += step) {
        cells.add(cell(stretch.style(), at + i, step, all));
      }
      at += stretch.replicas();
    }
    return Element.of(Tag.SVG, "cells")
        .with(Attribute.ARIA_HIDDEN, "true")
        .with(Attribute.WIDTH, "100%")
        .with(Attribute.HEIGHT, "22")
        .of(cells);
  }

  private static Html cell(String style, long from, long width, long all) {
    return Element.of(Tag.RECT, style)
        .with(Attribute.X, percent(from, all))
        .with(Attribute.WIDTH, percent(width, all))
        .with(Attribute.HEIGHT, "100%")
        .of();
  }

  private static String percent(long part, long all) {
    return String.format(Locale.ROOT, "%.3f%%", 100.0 * part / Math.max(1, all));
  }
}

package dev.slipway.dispatch.snapshot;

import dev.slipway.plan.Decision;
import dev.slipway.plan.Waiting;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Decides for a whole queue although a bug may strike at one of those who wait. */
public final class Isolation {

  private Isolation() {}

  /**
   * Decides for all; when that strikes a bug, for all who do not strike it by themselves.
   *
   * @param planner decides for a queue
   * @param struck hears of each who was left out, and why
   * @throws RuntimeException the bug, when nobody strikes it alone
   */
  public static Map<String, Decision> plan(
      List<Waiting> queue,
      Function<List<Waiting>, Map<String, Decision>> planner,
      BiConsumer<Waiting, RuntimeException> struck) {
    try {
      return planner.apply(queue);
    } catch (RuntimeException bug) {
      List<Waiting> sound = queue.stream().filter(one -> isSound(one, planner, struck)).toList();
      if (sound.size() == queue.size()) {
        throw bug;
      }
      return planner.apply(sound);
    }
  }

  private static boolean isSound(
      Waiting one,
      Function<List<Waiting>, Map<String, Decision>> planner,
      BiConsumer<Waiting, RuntimeException> struck) {
    try {
      return planner.apply(List.of(one)).containsKey(one.id());
    } catch (RuntimeException bug) {
      struck.accept(one, bug);
      return false;
    }
  }
}

package dev.slipway.dispatch.snapshot;

import dev.slipway.plan.Decision;
import dev.slipway.plan.PendingSubmission;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Decides for a whole queue although a bug may strike at one of those who wait. */
public final class IsolatedPlanning {

  private IsolatedPlanning() {}

  /**
   * Decides for all; when that strikes a bug, for all who do not strike it by themselves.
   *
   * @param planner decides for a queue
   * @param struck hears of each who was left out, and why
   * @throws RuntimeException the bug, when nobody strikes it alone
   */
  public static Map<String, Decision> plan(
      List<PendingSubmission> queue,
      Function<List<PendingSubmission>, Map<String, Decision>> planner,
      BiConsumer<PendingSubmission, RuntimeException> struck) {
    try {
      return planner.apply(queue);
    } catch (RuntimeException bug) {
      List<PendingSubmission> sound =
          queue.stream().filter(one -> isSound(one, planner, struck)).toList();
      if (sound.size() == queue.size()) {
        throw bug;
      }
      return planner.apply(sound);
    }
  }

  private static boolean isSound(
      PendingSubmission one,
      Function<List<PendingSubmission>, Map<String, Decision>> planner,
      BiConsumer<PendingSubmission, RuntimeException> struck) {
    try {
      return planner.apply(List.of(one)).containsKey(one.id());
    } catch (RuntimeException bug) {
      struck.accept(one, bug);
      return false;
    }
  }
}

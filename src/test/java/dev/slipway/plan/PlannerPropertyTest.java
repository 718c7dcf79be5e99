package dev.slipway.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.Shape;
import dev.slipway.spec.WorkerPool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds for every plan, tried on thousands of small situations, always the same ones. */
@Tag("slow")
class PlannerPropertyTest {

  private static final int SITUATIONS = 5_000;

  /** A situation, its queue in order, and what was decided. */
  private record Plan(long seed, SmallSituation small, List<PlannedStep> steps) {

    static Plan of(long seed, int longestQueue) {
      SmallSituation small = SmallSituation.of(seed, longestQueue);
      Map<String, Decision> decisions = Planner.plan(small.situation(), small.queue());
      List<PlannedStep> steps = new ArrayList<>();
      Map<String, Long> free = small.free();
      int launchesLeft = small.situation().launchesLeft();
      for (PendingSubmission waiting :
          small.queue().stream().sorted(PendingSubmission.ORDER).toList()) {
        PlannedStep step =
            new PlannedStep(
                waiting, Objects.requireNonNull(decisions.get(waiting.id())), free, launchesLeft);
        steps.add(step);
        free = step.freeAfter();
        launchesLeft -= step.isLaunched() ? 1 : 0;
      }
      return new Plan(seed, small, steps);
    }

    Map<String, Long> freeAtTheEnd() {
      return steps.get(steps.size() - 1).freeAfter();
    }
  }

  /**
   * One submission's turn.
   *
   * @param free what nobody had taken then
   * @param launchesLeft what the pace allowed then
   */
  private record PlannedStep(
      PendingSubmission waiting, Decision decision, Map<String, Long> free, int launchesLeft) {

    List<WorkerPool> workerPools() {
      return waiting.requirements().workerPools();
    }

    List<WorkerPool> workerPools(Shape shape) {
      return workerPools().stream().filter(each -> each.demand().shape().equals(shape)).toList();
    }

    Set<Shape> shapes() {
      return workerPools().stream().map(each -> each.demand().shape()).collect(Collectors.toSet());
    }

    boolean isLaunched() {
      return decision instanceof Decision.Launch;
    }

    /** Waits for replicas or for the pace: neither backing off nor a misfit. */
    boolean isInLine(PlanInput situation) {
      return decision instanceof Decision.Wait wait
          && wait.warnings().isEmpty()
          && !waiting.retryAt().isAfter(situation.now());
    }

    Map<String, Long> freeAfter() {
      List<String> pools = decision.match(launch -> launch.pools(), w -> List.of(), r -> List.of());
      Map<String, Long> after = free;
      for (int i = 0; i < pools.size(); i++) {
        after = SmallSituation.less(after, pools.get(i), workerPools().get(i).demand().replicas());
      }
      return after;
    }
  }

  private static Stream<Plan> plans(LongFunction<Plan> plan) {
    return LongStream.range(0, SITUATIONS).mapToObj(plan);
  }

  private static Stream<Plan> plans() {
    return plans(seed -> Plan.of(seed, 6));
  }

  @Test
  void noPoolIsEverOverCommitted() {
    plans()
        .forEach(
            plan -> {
              for (ResourcePool pool : plan.small().pools()) {
                long before = plan.small().free().getOrDefault(pool.id(), 0L);
                long after = plan.freeAtTheEnd().getOrDefault(pool.id(), 0L);
                assertTrue(after == before || after >= 0, () -> pool.id() + " of " + plan);
              }
            });
  }

  @Test
  void everyWorkerPoolIsLaunchedOnAPoolOfItsShape() {
    plans()
        .forEach(
            plan -> {
              Map<String, Shape> shapes =
                  plan.small().pools().stream()
                      .collect(Collectors.toMap(ResourcePool::id, ResourcePool::shape));
              for (PlannedStep step : plan.steps()) {
                if (step.decision() instanceof Decision.Launch launch) {
                  assertEquals(
                      step.workerPools().stream().map(each -> each.demand().shape()).toList(),
                      launch.pools().stream().map(shapes::get).toList(),
                      plan::toString);
                }
              }
            });
  }

  @Test
  void noMoreAreLaunchedThanThePaceAllows() {
    plans()
        .forEach(
            plan ->
                assertTrue(
                    plan.steps().stream().filter(PlannedStep::isLaunched).count()
                        <= plan.small().situation().launchesLeft(),
                    plan::toString));
  }

  /**
   * Promise 6. When one is launched on a shape, all that those ahead of it in line need of that
   * shape still finds room, all of it together, in what is free after the last launch. So whoever
   * waits has lost nothing to those behind it: either it waits for another shape, or nobody behind
   * it was launched on this one.
   */
  @Test
  void nobodyIsOvertakenForReplicas() {
    plans()
        .forEach(
            plan -> {
              List<PlannedStep> inLine = new ArrayList<>();
              for (PlannedStep step : plan.steps()) {
                if (step.isLaunched()) {
                  step.shapes().forEach(shape -> assertNothingLost(plan, inLine, shape));
                } else if (step.isInLine(plan.small().situation())) {
                  inLine.add(step);
                }
              }
            });
  }

  private static void assertNothingLost(Plan plan, List<PlannedStep> inLine, Shape shape) {
    List<WorkerPool> needed =
        inLine.stream().flatMap(step -> step.workerPools(shape).stream()).toList();
    assertTrue(
        plan.small().canPlace(needed, plan.freeAtTheEnd()),
        () -> "needed " + needed + " in " + plan);
  }

  /**
   * Who shares no shape with anybody in line ahead of it is launched whenever it can be: any
   * assignment is found, and nobody holds up who needs other pools. The first in line is such a
   * one.
   */
  @Test
  void whoNeedsOtherPoolsThanThoseInLineIsLaunchedIfItCanBe() {
    plans()
        .forEach(
            plan -> {
              Set<Shape> inLine = new HashSet<>();
              for (PlannedStep step : plan.steps()) {
                if (Collections.disjoint(inLine, step.shapes())) {
                  boolean isRefused =
                      step.waiting().retryAt().isAfter(plan.small().situation().now());
                  boolean canLaunch =
                      !isRefused
                          && step.launchesLeft() > 0
                          && plan.small().canPlace(step.workerPools(), step.free());
                  assertEquals(canLaunch, step.isLaunched(), () -> step + " of " + plan);
                }
                if (step.isInLine(plan.small().situation())) {
                  inLine.addAll(step.shapes());
                }
              }
            });
  }

  @Test
  void aSingleJobLaunchesIfAnyAssignmentIsFreeAndIsRejectedIfNoneEverCouldBe() {
    plans(seed -> Plan.of(seed, 1))
        .forEach(
            plan -> {
              PlannedStep only = plan.steps().get(0);
              PlanInput situation = plan.small().situation();
              boolean isRefused = only.waiting().retryAt().isAfter(situation.now());
              boolean everFits = plan.small().canPlace(only.workerPools(), plan.small().capacity());
              boolean fitsNow = plan.small().canPlace(only.workerPools(), plan.small().free());
              boolean isRejected =
                  !everFits
                      ? !only.waiting().decided()
                      : !fitsNow && !isRefused && situation.rejectWhenFull();
              assertEquals(fitsNow && !isRefused, only.isLaunched(), plan::toString);
              assertEquals(isRejected, only.decision() instanceof Decision.Reject, plan::toString);
            });
  }

  @Test
  void whoeverIsNotLaunchedIsToldWhy() {
    plans()
        .flatMap(plan -> plan.steps().stream())
        .map(PlannedStep::decision)
        .forEach(
            decision ->
                assertTrue(
                    decision.<Boolean>match(
                        launch -> true,
                        wait -> wait.reasons().size() + wait.warnings().size() > 0,
                        reject -> !reject.problems().isEmpty()),
                    decision::toString));
  }

  @Test
  void theOrderInWhichTheQueueIsListedDoesNotMatter() {
    plans()
        .forEach(
            plan -> {
              PlanInput situation = plan.small().situation();
              List<PendingSubmission> shuffled = new ArrayList<>(plan.small().queue());
              Collections.shuffle(shuffled, new Random(plan.seed()));
              assertEquals(
                  List.copyOf(Planner.plan(situation, plan.small().queue()).entrySet()),
                  List.copyOf(Planner.plan(situation, shuffled).entrySet()),
                  plan::toString);
            });
  }
}

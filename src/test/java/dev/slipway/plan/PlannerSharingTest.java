package dev.slipway.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.pool.Demand;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Requirements;
import dev.slipway.spec.WorkerPool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is found out for one spec is used for its equals: that may change nothing. */
@Tag("slow")
class PlannerSharingTest {

  private static final int SITUATIONS = 10_000;
  private static final int LONGEST_QUEUE = 24;

  @Test
  void equalSpecsAreDecidedForAsIfEachWereTheOnlyOneOfItsKind() {
    for (int seed = 0; seed < SITUATIONS; seed++) {
      SmallSituation small = SmallSituation.of(seed, LONGEST_QUEUE);
      PlanInput situation = seed % 4 == 0 ? paused(small.situation()) : small.situation();
      List<PendingSubmission> queue = seed % 3 == 0 ? withOneLess(small.queue()) : small.queue();

      assertEquals(
          withoutIds(Planner.plan(situation, queue.stream().map(w -> where(w, "")).toList())),
          withoutIds(Planner.plan(situation, queue.stream().map(w -> where(w, w.id())).toList())),
          "seed " + seed);
    }
  }

  private static PlanInput paused(PlanInput situation) {
    return new PlanInput(
        situation.resource(),
        situation.taken(),
        situation.rejectWhenFull(),
        situation.launchesLeft(),
        situation.launchesPerMinute(),
        Optional.of(Problem.of(ProblemCode.PAUSED, "", "reason", "maintenance")),
        situation.now());
  }

  /** So that some ask for no replicas. */
  private static List<PendingSubmission> withOneLess(List<PendingSubmission> queue) {
    return queue.stream()
        .map(
            waiting ->
                with(
                    waiting,
                    waiting.requirements().workerPools().stream()
                        .map(
                            pool ->
                                new WorkerPool(
                                    pool.where(),
                                    new Demand(
                                        pool.demand().shape(), pool.demand().replicas() - 1)))
                        .toList()))
        .toList();
  }

  /** No two specs whose paths begin with other texts are equal. */
  private static PendingSubmission where(PendingSubmission waiting, String id) {
    return with(
        waiting,
        waiting.requirements().workerPools().stream()
            .map(pool -> new WorkerPool(id + "|" + pool.where(), pool.demand()))
            .toList());
  }

  private static PendingSubmission with(PendingSubmission waiting, List<WorkerPool> workerPools) {
    Requirements asked = waiting.requirements();
    return new PendingSubmission(
        waiting.id(),
        waiting.priority(),
        waiting.arrival(),
        new Requirements(
            workerPools, asked.network(), asked.kmsKey(), asked.serviceAccount(), asked.spelling()),
        waiting.decided(),
        waiting.refusals(),
        waiting.retryAt());
  }

  private static Map<String, Decision> withoutIds(Map<String, Decision> decisions) {
    Map<String, Decision> same = new LinkedHashMap<>();
    decisions.forEach(
        (id, decision) ->
            same.put(
                id,
                decision.match(
                    launch -> launch,
                    wait ->
                        new Decision.Wait(withoutId(wait.reasons()), withoutId(wait.warnings())),
                    reject -> new Decision.Reject(withoutId(reject.problems())))));
    return same;
  }

  private static List<Problem> withoutId(List<Problem> problems) {
    return problems.stream()
        .map(
            problem ->
                new Problem(
                    problem.code(),
                    problem.where().substring(problem.where().indexOf('|') + 1),
                    problem.facts()))
        .toList();
  }
}

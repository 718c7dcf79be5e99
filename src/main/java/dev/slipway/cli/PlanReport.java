package dev.slipway.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.slipway.dispatch.view.ResourceSnapshot;
import dev.slipway.plan.Advice;
import dev.slipway.plan.Decision;
import dev.slipway.pool.ResourcePool;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.JobSpec;
import dev.slipway.spec.WorkerPool;
import java.util.List;
import java.util.stream.Stream;

/** A valid spec, a persistent resource, and what is decided of the two. */
final class PlanReport {

  private final SpecFiles.CheckedFile checked;
  private final ResourceSnapshot sight;
  private final Decision decision;
  private final boolean isExplained;
  private final JobSpec spec;

  /**
   * @param isExplained whether every worker pool is shown beside all resource pools
   */
  PlanReport(
      SpecFiles.CheckedFile checked,
      ResourceSnapshot sight,
      Decision decision,
      boolean isExplained) {
    this.checked = checked;
    this.sight = sight;
    this.decision = decision;
    this.isExplained = isExplained;
    this.spec = checked.reading().spec().orElseThrow();
  }

  Report report() {
    return new Report(
        checked.file(),
        CheckVerdict.of(decision),
        checked.reading(),
        why(),
        new Report.Own(against() + placements(), comparisons(), json()));
  }

  private Report.Reason why() {
    List<Problem> ofDecision =
        decision.match(launch -> List.of(), Decision.Wait::warnings, reject -> List.of());
    List<Problem> warnings =
        Stream.of(
                checked.reading().warnings(),
                ofDecision,
                Advice.beside(ofDecision, sight.resource(), spec.requirements()))
            .flatMap(List::stream)
            .toList();
    return new Report.Reason(
        decision.match(launch -> List.of(), wait -> List.of(), Decision.Reject::problems),
        decision.match(launch -> List.of(), Decision.Wait::reasons, reject -> List.of()),
        warnings);
  }

  private List<WorkerPool> workerPools() {
    return spec.requirements().workerPools();
  }

  private List<String> placement() {
    return decision.match(Decision.Launch::pools, wait -> List.of(), reject -> List.of());
  }

  private String against() {
    String named = checked.reading().resource();
    return named.equals(sight.resource().id())
        ? ""
        : "  planned against \"%s\", but the spec names \"%s\": uploaded as it is, it goes there\n"
            .formatted(sight.resource().id(), named);
  }

  private String placements() {
    StringBuilder text = new StringBuilder();
    List<String> placement = placement();
    for (int i = 0; i < placement.size(); i++) {
      WorkerPool workerPool = workerPools().get(i);
      text.append(
          "  %s: %s on pool \"%s\", %s\n"
              .formatted(
                  workerPool.where(),
                  replicas(workerPool.demand().replicas()),
                  placement.get(i),
                  workerPool.demand().shape()));
    }
    return text.toString();
  }

  private String comparisons() {
    StringBuilder text = new StringBuilder();
    for (WorkerPool workerPool : workerPools()) {
      List<ResourcePool> shown = shown(workerPool);
      if (!shown.isEmpty()) {
        text.append("\n%s beside %s:\n".formatted(workerPool.where(), beside(shown)));
        PoolComparison.of(workerPool, shown, sight.taken())
            .lines()
            .forEach(line -> text.append("  ").append(line).append('\n'));
      }
    }
    return text.toString();
  }

  private String beside(List<ResourcePool> shown) {
    return isExplained
        ? "the resource pools of \"" + sight.resource().id() + "\""
        : "the nearest resource pool, \"" + shown.get(0).id() + "\"";
  }

  /** Where nothing is explained, just the pool that a mismatch speaks of. */
  private List<ResourcePool> shown(WorkerPool workerPool) {
    return sight.resource().pools().stream()
        .filter(pool -> isExplained || isNearest(pool, workerPool))
        .toList();
  }

  private boolean isNearest(ResourcePool pool, WorkerPool workerPool) {
    List<Problem> said =
        decision.match(launch -> List.of(), Decision.Wait::warnings, Decision.Reject::problems);
    return said.stream()
        .filter(problem -> problem.code() == ProblemCode.POOL_MISMATCH)
        .filter(problem -> problem.where().startsWith(workerPool.where() + "."))
        .anyMatch(problem -> pool.id().equals(problem.facts().get("pool")));
  }

  private static String replicas(long count) {
    return count + (count == 1 ? " replica" : " replicas");
  }

  private JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("plannedAgainst", sight.resource().id());
    JsonArray placements = new JsonArray();
    List<String> placement = placement();
    for (int i = 0; i < placement.size(); i++) {
      JsonObject placed = new JsonObject();
      placed.addProperty("workerPool", workerPools().get(i).where());
      placed.addProperty("resourcePool", placement.get(i));
      placed.addProperty("replicas", workerPools().get(i).demand().replicas());
      placements.add(placed);
    }
    json.add("placements", placements);
    JsonArray compared = new JsonArray();
    workerPools().forEach(workerPool -> compared.add(compared(workerPool)));
    json.add("workerPools", compared);
    return json;
  }

  private JsonObject compared(WorkerPool workerPool) {
    JsonObject json = new JsonObject();
    json.addProperty("where", workerPool.where());
    json.addProperty("replicas", workerPool.demand().replicas());
    json.add("shape", PoolsJson.shape(workerPool.demand().shape()));
    JsonArray pools = new JsonArray();
    for (ResourcePool pool : sight.resource().pools()) {
      JsonObject beside = new JsonObject();
      beside.addProperty("resourcePool", pool.id());
      beside.addProperty("free", PoolComparison.free(pool, sight.taken()));
      beside.add("differences", PoolsJson.differences(workerPool.demand().shape(), pool.shape()));
      pools.add(beside);
    }
    json.add("pools", pools);
    return json;
  }
}

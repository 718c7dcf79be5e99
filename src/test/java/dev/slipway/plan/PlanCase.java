package dev.slipway.plan;

import dev.slipway.pool.HeldReplicas;
import dev.slipway.pool.Occupancy;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.ResourceState;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.CaseNode;
import dev.slipway.spec.CaseValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A situation, a queue, and what must come of it. The time is noon; submissions arrived a minute
 * apart from ten on unless they say otherwise.
 *
 * @param situation what is decided on
 * @param queue in the order of the file
 * @param expected the decision for each, in the order they are made
 */
record PlanCase(
    PlanInput situation,
    List<PendingSubmission> queue,
    List<Map.Entry<String, Decision>> expected) {

  private static final long NO_PACE = 60;

  static PlanCase of(CaseNode node) {
    PersistentResource resource = node.node("resource", PlanCase::resource).orElseThrow();
    List<HeldReplicas> holdings = node.nodes("holdings", PlanCase::holding);
    CaseSettings settings =
        node.node("settings", PlanCase::settings)
            .orElse(new CaseSettings(false, NO_PACE, NO_PACE, ""));
    PlanInput situation =
        new PlanInput(
            resource,
            Occupancy.of(resource, holdings),
            settings.rejectWhenFull(),
            Math.toIntExact(settings.launchesLeft()),
            Math.toIntExact(settings.perMinute()),
            Optional.of(settings.paused())
                .filter(reason -> !reason.isEmpty())
                .map(reason -> Problem.of(ProblemCode.PAUSED, "", "reason", reason)),
            at("12:00"));
    List<PendingSubmission> queue = new ArrayList<>();
    node.nodes("queue", each -> queue.add(waiting(each, queue.size())));
    return new PlanCase(situation, queue, node.nodes("expect", PlanCase::decision));
  }

  private record CaseSettings(
      boolean rejectWhenFull, long launchesLeft, long perMinute, String paused) {}

  private static CaseSettings settings(CaseNode node) {
    return new CaseSettings(
        node.flag("rejectWhenFull"),
        node.number("launchesLeft").orElse(NO_PACE),
        node.number("perMinute").orElse(NO_PACE),
        node.textOrEmpty("paused"));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-01T" + time + ":00Z");
  }

  /** {@code state}, {@code pools}, {@code network}, {@code kmsKey} and the service account. */
  static PersistentResource resource(CaseNode node) {
    return new PersistentResource(
        "anchor",
        ResourceState.valueOf(node.text("state").orElse("RUNNING")),
        node.nodes("pools", PlanCase::pool),
        node.textOrEmpty("network"),
        node.textOrEmpty("kmsKey"),
        node.flag("enforcesServiceAccount"),
        node.textOrEmpty("serviceAccount"),
        node.flag("ray"));
  }

  private static ResourcePool pool(CaseNode node) {
    return new ResourcePool(
        node.textOrEmpty("id"),
        CaseValues.shape(node),
        node.number("replicas").orElseThrow(),
        node.number("max").map(OptionalLong::of).orElse(OptionalLong.empty()),
        node.number("used").orElse(0L));
  }

  private static HeldReplicas holding(CaseNode node) {
    return new HeldReplicas(
        node.textOrEmpty("name"),
        node.flag("running"),
        node.nodes("workerPools", CaseValues::demand),
        node.texts("placement"));
  }

  private static PendingSubmission waiting(CaseNode node, int position) {
    return new PendingSubmission(
        node.textOrEmpty("id"),
        Math.toIntExact(node.number("priority").orElse(0L)),
        node.text("arrival").map(PlanCase::at).orElse(at("10:00").plusSeconds(60L * position)),
        CaseValues.requirements(node),
        node.flag("decided"),
        Math.toIntExact(node.number("refusals").orElse(0L)),
        node.text("retryAt").map(PlanCase::at).orElse(Instant.EPOCH));
  }

  private static Map.Entry<String, Decision> decision(CaseNode node) {
    String id = node.textOrEmpty("id");
    if (node.has("launch")) {
      return Map.entry(id, new Decision.Launch(node.texts("launch")));
    }
    return node.has("reject")
        ? Map.entry(id, new Decision.Reject(node.nodes("reject", CaseValues::problem)))
        : Map.entry(id, node.node("wait", PlanCase::wait).orElseThrow());
  }

  private static Decision wait(CaseNode node) {
    return new Decision.Wait(
        node.nodes("reasons", CaseValues::problem), node.nodes("warnings", CaseValues::problem));
  }
}

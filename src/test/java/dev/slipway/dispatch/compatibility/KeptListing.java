package dev.slipway.dispatch.compatibility;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Transition;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Control;
import dev.slipway.dispatch.port.Leases;
import dev.slipway.pool.Demand;
import dev.slipway.pool.Shape;
import dev.slipway.problem.Problem;
import dev.slipway.spec.Requirements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of a state bucket, field by field, so that what a later version adds to them changes
 * nothing here: one line each, in JSON.
 */
final class KeptListing {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private KeptListing() {}

  /** A record. */
  static String of(SubmissionRecord entry) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("record", submission(entry.submission()));
    all.put("resource", entry.request().resource());
    all.put("priority", entry.request().priority());
    all.put("arrival", entry.request().arrival().toString());
    all.put("format", entry.request().format().map(Enum::name).orElse(""));
    all.put("name", entry.request().name());
    all.put("requirements", requirements(entry.request().requirements()));
    Lifecycle lifecycle = entry.lifecycle();
    all.put("state", lifecycle.state().name());
    all.put("revision", lifecycle.revision());
    all.put("decided", lifecycle.decided());
    all.put("attempts", lifecycle.attempt().count());
    all.put("attempt", lifecycle.attempt().id());
    all.put("job", lifecycle.job());
    all.put("placement", lifecycle.attempt().placement());
    all.put("refusals", lifecycle.backoff().refusals());
    all.put("retryAt", lifecycle.backoff().retryAt().toString());
    all.put("failures", lifecycle.failures());
    all.put("wish", lifecycle.wish().name());
    all.put("history", lifecycle.history().stream().map(KeptListing::transition).toList());
    return GSON.toJson(all);
  }

  /** How one ended. */
  static String of(Outcome outcome) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("ending", status(outcome.status()));
    all.put("spec", outcome.spec());
    return GSON.toJson(all);
  }

  /** A status. */
  static String of(Status status) {
    return GSON.toJson(Map.of("status", status(status)));
  }

  /** A lease of a resource. */
  static String of(String resource, Versioned<Leases.Lease> lease) {
    return GSON.toJson(
        List.of(
            "lease",
            resource,
            lease.value().holder(),
            lease.value().runsFor().toString(),
            lease.updated().toString()));
  }

  /** All that is under {@code control/}. */
  static String of(Control control) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("control", "");
    control.pause().ifPresent(pause -> all.put("pause", pause.since() + " " + pause.reason()));
    control
        .paused()
        .ifPresent(
            kept ->
                all.put(
                    "pauses",
                    kept.value().stream().map(each -> each.from() + " " + each.to()).toList()));
    all.put("since", control.since().toString());
    control.sweep().ifPresent(kept -> all.put("sweep", kept.value().from()));
    return GSON.toJson(all);
  }

  private static Map<String, Object> status(Status status) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("submission", submission(status.submission()));
    all.put("format", status.format().map(Enum::name).orElse(""));
    all.put("state", status.state().name());
    all.put("since", status.since().toString());
    all.put("revision", status.revision());
    all.put("resource", status.resource());
    all.put("job", status.job());
    all.put(
        "placements",
        status.placements().stream()
            .map(each -> each.where() + " " + each.pool() + " " + each.replicas())
            .toList());
    all.put("problems", problems(status.problems()));
    all.put("warnings", problems(status.warnings()));
    status
        .waiting()
        .ifPresent(
            waiting ->
                all.put("waiting", List.of(waiting.position(), problems(waiting.reasons()))));
    all.put("history", status.history().stream().map(KeptListing::transition).toList());
    all.put(
        "earlier",
        status.earlier().stream()
            .map(each -> List.of(each.generation(), each.id(), each.state().name(), each.job()))
            .toList());
    return all;
  }

  private static List<String> submission(Submission submission) {
    return List.of(
        submission.id(), submission.bucket(), submission.object(), submission.generation());
  }

  private static List<Object> problems(List<Problem> problems) {
    return problems.stream()
        .<Object>map(each -> List.of(each.code().name(), each.where(), each.facts()))
        .toList();
  }

  private static String transition(Transition step) {
    return step.state().name() + "@" + step.at();
  }

  private static List<Object> requirements(Requirements requirements) {
    return List.of(
        requirements.network(),
        requirements.kmsKey(),
        requirements.serviceAccount(),
        requirements.spelling().name(),
        requirements.workerPools().stream()
            .map(each -> List.of(each.where(), demand(each.demand())))
            .toList());
  }

  private static List<Object> demand(Demand demand) {
    Shape shape = demand.shape();
    return List.of(
        demand.replicas(),
        shape.machineType(),
        shape.acceleratorType(),
        shape.acceleratorCount(),
        shape.gpuPartitionSize(),
        shape.tpuTopology(),
        shape.reservation().type(),
        shape.reservation().key(),
        shape.reservation().values(),
        shape.bootDiskType(),
        shape.bootDiskSizeGb());
  }
}

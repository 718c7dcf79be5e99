package dev.slipway.dispatch;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.slipway.dispatch.model.Ending;
import dev.slipway.dispatch.model.Kept;
import dev.slipway.dispatch.model.Progress;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.Transition;
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
  static String of(QueueRecord entry) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("record", submission(entry.submission()));
    all.put("resource", entry.ask().resource());
    all.put("priority", entry.ask().priority());
    all.put("arrival", entry.ask().arrival().toString());
    all.put("format", entry.ask().format().map(Enum::name).orElse(""));
    all.put("name", entry.ask().name());
    all.put("requirements", requirements(entry.ask().requirements()));
    Progress progress = entry.progress();
    all.put("state", progress.state().name());
    all.put("revision", progress.revision());
    all.put("decided", progress.decided());
    all.put("attempts", progress.attempts());
    all.put("attempt", progress.attempt());
    all.put("job", progress.job());
    all.put("placement", progress.placement());
    all.put("refusals", progress.refusals());
    all.put("retryAt", progress.retryAt().toString());
    all.put("failures", progress.failures());
    all.put("wish", progress.wish().name());
    all.put("history", progress.history().stream().map(KeptListing::transition).toList());
    return GSON.toJson(all);
  }

  /** How one ended. */
  static String of(Ending ending) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("ending", status(ending.status()));
    all.put("spec", ending.spec());
    return GSON.toJson(all);
  }

  /** A status. */
  static String of(Status status) {
    return GSON.toJson(Map.of("status", status(status)));
  }

  /** A lease of a resource. */
  static String of(String resource, Kept<Leases.Lease> lease) {
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

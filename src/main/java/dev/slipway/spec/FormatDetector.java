package dev.slipway.spec;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.text.Patterns;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells formats apart, by names that only one of them has. Two formats that share all names of a
 * document mean the same job by it. A document without {@code jobSpec} and {@code workerPoolSpecs}
 * is never launched, so what it is taken for only decides how that is told.
 */
final class FormatDetector {

  /** What the Python SDK's CustomJob takes and a CustomJobSpec has not. */
  private static final Set<String> ONLY_ARGUMENTS =
      Set.of(
          "display_name",
          "labels",
          "project",
          "location",
          "credentials",
          "staging_bucket",
          "base_output_dir",
          "encryption_spec_key_name",
          "timeout",
          "restart_job_on_worker_restart",
          "disable_retries",
          "scheduling_strategy",
          "strategy",
          "max_wait_duration",
          "sync",
          "create_request_timeout");

  private static final List<String> ONLY_SPEC =
      List.of("persistentResourceId", "scheduling", "baseOutputDirectory", "serviceAccount");

  private static final Pattern JOB_NAME =
      Pattern.compile("projects/[^/]+/locations/[^/]+/customJobs/[^/]+");

  private FormatDetector() {}

  /** The format of an object; empty when it is of another kind. */
  static Optional<Format> of(Json.Obj document) {
    if (has(document, "jobSpec")) {
      return Optional.of(isReadBack(document) ? Format.READ_BACK : Format.CUSTOM_JOB);
    }
    if (has(document, "workerPoolSpecs")) {
      boolean arguments =
          document.get("worker_pool_specs").isPresent()
              && names(document).anyMatch(ONLY_ARGUMENTS::contains);
      return Optional.of(arguments ? Format.SDK_ARGUMENTS : Format.CUSTOM_JOB_SPEC);
    }
    return ForeignDocument.problem(document).isPresent()
        ? Optional.empty()
        : Optional.of(closest(document));
  }

  /** Without a job spec and worker pools there is no job: what it comes closest to. */
  private static Format closest(Json.Obj document) {
    if (has(document, "displayName")) {
      return Format.CUSTOM_JOB;
    }
    return ONLY_SPEC.stream().anyMatch(name -> has(document, name))
        ? Format.CUSTOM_JOB_SPEC
        : Format.CUSTOM_JOB;
  }

  private static boolean isReadBack(Json.Obj document) {
    return has(document, "createTime")
        || document
            .get("name")
            .filter(name -> name instanceof Json.Text text && isJobName(text.value()))
            .isPresent();
  }

  private static boolean isJobName(String name) {
    return Patterns.matches(JOB_NAME, name);
  }

  /**
   * What keeps a list from being worker pool specs; empty when nothing does, since worker pools are
   * objects.
   */
  static Optional<Problem> problem(Json.Arr list) {
    List<Json.Obj> objects =
        list.items().stream().filter(Json.Obj.class::isInstance).map(Json.Obj.class::cast).toList();
    if (objects.isEmpty()) {
      return Optional.of(Problem.of(ProblemCode.NOT_AN_OBJECT, "", "found", list.kind()));
    }
    return objects.stream().anyMatch(ForeignDocument::isJob)
        ? Optional.of(Problem.of(ProblemCode.SEVERAL_SPECS, ""))
        : Optional.empty();
  }

  private static boolean has(Json.Obj document, String camelName) {
    return ForeignDocument.memberOf(document, camelName).isPresent();
  }

  private static Stream<String> names(Json.Obj document) {
    return document.members().stream().map(Json.Member::name);
  }
}

package dev.slipway.spec;

import dev.slipway.problem.FirstProblems;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.text.Nearest;
import dev.slipway.text.Patterns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The arguments of the Python SDK's CustomJob and of its {@code run} and {@code submit}
 * (googleapis/python-aiplatform, google/cloud/aiplatform/jobs.py), as one object; and what
 * Kubeflow's CustomTrainingJobOp calls otherwise. As in Python, what counts as false counts as
 * absent.
 */
final class SdkArguments {

  /** Where each argument goes, in camel case. */
  private static final Map<String, String> FIELDS = fields();

  /** What says nothing about the job, and how that is told. */
  private static final Map<String, ProblemCode> LEFT_OUT =
      Map.of(
          "sync", ProblemCode.ARGUMENT_LEFT_OUT,
          "create_request_timeout", ProblemCode.ARGUMENT_LEFT_OUT,
          "credentials", ProblemCode.ARGUMENT_LEFT_OUT,
          "staging_bucket", ProblemCode.STAGING_BUCKET_LEFT_OUT,
          "project", ProblemCode.PLACE_LEFT_OUT,
          "location", ProblemCode.PLACE_LEFT_OUT);

  /** Where the user finds a part of the job, in camel case. */
  static final PathMapping PLACES =
      PathMapping.SAME
          .and("jobSpec.scheduling.strategy", "schedulingStrategy")
          .and("jobSpec.scheduling", "")
          .and("jobSpec.baseOutputDirectory.outputUriPrefix", "baseOutputDir")
          .and("encryptionSpec.kmsKeyName", "encryptionSpecKeyName")
          .and("jobSpec", "");

  private static final Pattern DOT = Pattern.compile("[.]");

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");

  private Json.Obj job = new Json.Obj(List.of());
  private PathMapping places = PathMapping.SAME;
  private final FirstProblems problems = new FirstProblems();
  private final FirstProblems warnings = new FirstProblems();

  private SdkArguments() {}

  private static Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    Stream.of("display_name", "labels").forEach(name -> fields.put(name, name));
    Stream.of(
            "worker_pool_specs",
            "persistent_resource_id",
            "service_account",
            "network",
            "reserved_ip_ranges",
            "tensorboard",
            "experiment",
            "experiment_run",
            "enable_web_access",
            "enable_dashboard_access",
            "psc_interface_config")
        .forEach(name -> fields.put(name, "job_spec." + name));
    Stream.of("timeout", "restart_job_on_worker_restart", "disable_retries", "max_wait_duration")
        .forEach(name -> fields.put(name, "job_spec.scheduling." + name));
    Stream.of("scheduling_strategy", "strategy")
        .forEach(name -> fields.put(name, "job_spec.scheduling.strategy"));
    Stream.of("base_output_dir", "base_output_directory")
        .forEach(name -> fields.put(name, "job_spec.base_output_directory.output_uri_prefix"));
    fields.put("encryption_spec_key_name", "encryption_spec.kms_key_name");
    return fields;
  }

  /** The job that the arguments make. */
  static Parsed job(Json.Obj document) {
    SdkArguments arguments = new SdkArguments();
    document.members().forEach(arguments::take);
    return new Parsed(
        Optional.of(arguments.job),
        Optional.of(Format.SDK_ARGUMENTS),
        arguments.places.andAll(PLACES.inSnakeCase()),
        arguments.problems.list(),
        arguments.warnings.list());
  }

  private void take(Json.Member argument) {
    String name = argument.name();
    String where = Paths.member("", name);
    if (LEFT_OUT.containsKey(name)) {
      warnings.add(new Problem(LEFT_OUT.get(name), where, found(argument.value())));
    } else if (!FIELDS.containsKey(name)) {
      problems.add(unknown(where, name));
    } else if (!isFalse(argument.value())) {
      put(where, Patterns.split(DOT, FIELDS.get(name)), argument);
    }
  }

  /** Looking for the nearest takes time, which is not spent on more than are told. */
  private Problem unknown(String where, String name) {
    List<String> known = List.copyOf(FIELDS.keySet());
    Optional<String> nearest = problems.isFull() ? Optional.empty() : Nearest.to(name, known);
    return UnknownNames.field(where, name, nearest, known);
  }

  private static Map<String, String> found(Json value) {
    return value instanceof Json.Text text ? Map.of("found", text.value()) : Map.of();
  }

  private static boolean isFalse(Json value) {
    return value instanceof Json.Null
        || (value instanceof Json.Text text && text.value().isEmpty())
        || (value instanceof Json.Num number && number.literal().equals("0"))
        || (value instanceof Json.Bool flag && !flag.value());
  }

  private void put(String where, List<String> path, Json.Member argument) {
    String field = String.join(".", path);
    Json value = argument.value();
    if (argument.name().equals("timeout") || argument.name().equals("max_wait_duration")) {
      value = duration(value);
    }
    if (argument.name().equals("experiment") && isShort(value)) {
      warnings.add(new Problem(ProblemCode.SHORT_EXPERIMENT_NAME, where, found(value)));
    }
    if (find(job, path).isPresent()) {
      problems.add(
          Problem.of(ProblemCode.FIELD_IN_BOTH_SPELLINGS, where, "other", places.original(field)));
      return;
    }
    job = with(job, path, value);
    places = places.and(field, where);
  }

  /** The SDK takes whole seconds, the API a text with an s. */
  private static Json duration(Json value) {
    return value instanceof Json.Num number && Patterns.matches(WHOLE, number.literal())
        ? new Json.Text(number.literal() + "s")
        : value;
  }

  private static boolean isShort(Json value) {
    return value instanceof Json.Text text && !text.value().contains("/");
  }

  private static Optional<Json> find(Json.Obj object, List<String> path) {
    Optional<Json> value = object.get(path.get(0));
    return path.size() == 1
        ? value
        : value.flatMap(
            inner ->
                inner instanceof Json.Obj next
                    ? find(next, path.subList(1, path.size()))
                    : Optional.empty());
  }

  private static Json.Obj with(Json.Obj object, List<String> path, Json value) {
    String name = path.get(0);
    Json.Obj inner =
        object.get(name).map(Json.Obj.class::cast).orElseGet(() -> new Json.Obj(List.of()));
    Json replaced = path.size() == 1 ? value : with(inner, path.subList(1, path.size()), value);
    Map<String, Json> members = new LinkedHashMap<>();
    object.members().forEach(member -> members.put(member.name(), member.value()));
    members.put(name, replaced);
    return new Json.Obj(
        members.entrySet().stream()
            .map(member -> new Json.Member(member.getKey(), member.getValue()))
            .toList());
  }
}

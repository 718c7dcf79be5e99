package dev.slipway.spec;

import dev.slipway.pool.Shape;
import dev.slipway.problem.FirstProblems;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.text.Patterns;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must be true of a spec by itself, before any resource is looked at. */
public final class SpecRules {

  /** The label by which a user asks for a priority. */
  public static final String PRIORITY_LABEL = "slipway-priority";

  /** Labels that begin so, but for the priority, are Slipway's own. */
  private static final String OUR_LABELS = "slipway-";

  /** The requirements stand in the queue record's metadata, of which Cloud Storage takes 8 KiB. */
  private static final int LONGEST_REQUIREMENTS = 3_500;

  /** What a worker pool adds to its texts when it is noted down. */
  private static final int NOTED_PER_WORKER_POOL = 240;

  /**
   * google/cloud/aiplatform/v1/persistent_resource_service.proto, CreatePersistentResourceRequest.
   */
  private static final Pattern RESOURCE_ID = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  private static final Pattern FULL_RESOURCE_NAME =
      Pattern.compile("(?<!\\w)persistentResources/([a-z0-9-]{1,63})(?![^/?#])");

  private static final Pattern PRIORITY = Pattern.compile("[0-9]");

  private final JobSpec spec;
  private final Spelling spelling;
  private final FirstProblems problems = new FirstProblems();

  private SpecRules(JobSpec spec) {
    this.spec = spec;
    this.spelling = spec.requirements().spelling();
  }

  /**
   * Everything that is wrong with a spec.
   *
   * @param defaultResource the persistent resource used when the spec names none; empty for none
   */
  public static List<Problem> check(JobSpec spec, String defaultResource) {
    SpecRules rules = new SpecRules(spec);
    rules.displayName();
    rules.workerPools();
    rules.resource(defaultResource);
    rules.labels();
    rules.size();
    return rules.problems.list();
  }

  /** Whether a label is one that only Slipway sets. */
  static boolean isOurLabel(String name) {
    return name.startsWith(OUR_LABELS) && !name.equals(PRIORITY_LABEL);
  }

  /** Whether a text can be the ID of a persistent resource. */
  public static boolean isResourceId(String text) {
    return Patterns.matches(RESOURCE_ID, text);
  }

  /** The priority asked for: 0 to 9, 0 when none is. */
  public static int priorityOf(JobSpec spec) {
    String label = spec.labels().getOrDefault(PRIORITY_LABEL, "0");
    return Patterns.matches(PRIORITY, label) ? Integer.parseInt(label) : 0;
  }

  private void displayName() {
    int length = spec.displayName().codePointCount(0, spec.displayName().length());
    if (length == 0) {
      problems.add(Problem.of(ProblemCode.REQUIRED_FIELD, spelling.of("displayName")));
    } else if (length > Parsed.LONGEST_DISPLAY_NAME) {
      problems.add(
          Problem.of(
              ProblemCode.DISPLAY_NAME_TOO_LONG,
              spelling.of("displayName"),
              "length",
              length,
              "most",
              Parsed.LONGEST_DISPLAY_NAME));
    }
  }

  private void workerPools() {
    if (spec.requirements().workerPools().isEmpty()) {
      problems.add(Problem.of(ProblemCode.REQUIRED_FIELD, spelling.of("jobSpec.workerPoolSpecs")));
    }
    for (WorkerPool pool : spec.requirements().workerPools()) {
      if (pool.demand().shape().machineType().isEmpty()) {
        problems.add(
            Problem.of(
                ProblemCode.REQUIRED_FIELD,
                pool.where() + "." + spelling.of("machineSpec.machineType")));
      }
      if (pool.demand().replicas() < 0) {
        problems.add(
            Problem.of(
                ProblemCode.REPLICA_COUNT_NEGATIVE,
                pool.where() + "." + spelling.of("replicaCount"),
                "found",
                pool.demand().replicas()));
      }
    }
  }

  private void resource(String defaultResource) {
    String where = spelling.of("jobSpec.persistentResourceId");
    if (spec.persistentResource().isEmpty()) {
      if (defaultResource.isEmpty()) {
        problems.add(Problem.of(ProblemCode.RESOURCE_NOT_NAMED, where));
      }
    } else if (!isResourceId(spec.persistentResource())) {
      problems.add(badResourceId(where, spec.persistentResource()));
    }
  }

  /** People write the full name or the address; the ID is its last segment. */
  private static Problem badResourceId(String where, String found) {
    return Patterns.find(FULL_RESOURCE_NAME, found)
        .map(fullName -> fullName.group(1))
        .filter(SpecRules::isResourceId)
        .map(id -> Problem.of(ProblemCode.BAD_RESOURCE_ID, where, "found", found, "nearest", id))
        .orElseGet(() -> Problem.of(ProblemCode.BAD_RESOURCE_ID, where, "found", found));
  }

  private void labels() {
    for (Map.Entry<String, String> label : spec.labels().entrySet()) {
      String where = Paths.member("labels", label.getKey());
      if (label.getKey().equals(PRIORITY_LABEL)) {
        if (!Patterns.matches(PRIORITY, label.getValue())) {
          problems.add(Problem.of(ProblemCode.BAD_PRIORITY, where, "found", label.getValue()));
        }
      } else if (isOurLabel(label.getKey())) {
        problems.add(Problem.of(ProblemCode.RESERVED_LABEL, where, "label", label.getKey()));
      }
    }
  }

  private void size() {
    long bytes = notedBytes(spec.requirements());
    if (bytes > LONGEST_REQUIREMENTS) {
      problems.add(
          Problem.of(
              ProblemCode.REQUIREMENTS_TOO_LONG,
              spelling.of("jobSpec.workerPoolSpecs"),
              "bytes",
              bytes,
              "most",
              LONGEST_REQUIREMENTS));
    }
  }

  private static long notedBytes(Requirements requirements) {
    Stream<String> texts =
        Stream.of(requirements.network(), requirements.kmsKey(), requirements.serviceAccount());
    Stream<String> shapes = requirements.workerPools().stream().flatMap(SpecRules::texts);
    return (long) NOTED_PER_WORKER_POOL * requirements.workerPools().size()
        + Stream.concat(texts, shapes).mapToLong(SpecRules::notedBytes).sum();
  }

  private static Stream<String> texts(WorkerPool pool) {
    Shape shape = pool.demand().shape();
    Stream<String> fields =
        Stream.of(
            pool.where(),
            shape.machineType(),
            shape.acceleratorType(),
            shape.gpuPartitionSize(),
            shape.tpuTopology(),
            shape.reservation().type(),
            shape.reservation().key(),
            shape.bootDiskType());
    // Each value in quotes, with a comma.
    return Stream.concat(fields, shape.reservation().values().stream().map(value -> value + ",--"));
  }

  /** At most what JSON makes of it: what needs an escape takes six bytes. */
  private static long notedBytes(String text) {
    long escaped = text.chars().filter(c -> c < ' ' || c == '"' || c == '\\' || c > '~').count();
    return text.getBytes(StandardCharsets.UTF_8).length + 5 * escaped;
  }
}

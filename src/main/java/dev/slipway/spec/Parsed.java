package dev.slipway.spec;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A document as read: the one custom job that it asks for, in whatever format it came.
 *
 * @param document the tree of a CustomJob, spelled as the user spells it; empty when the document
 *     cannot be read or is of another kind
 * @param format how it was written; empty when there is no tree
 * @param places where the user wrote what stands in the tree
 * @param problems what is wrong with it before any schema is asked, at the user's own paths
 * @param warnings what is left out of the job, at the user's own paths
 */
public record Parsed(
    Optional<Json.Obj> document,
    Optional<Format> format,
    PathMapping places,
    List<Problem> problems,
    List<Problem> warnings) {

  /**
   * google/cloud/aiplatform/v1/custom_job.proto: "up to 128 characters long and can consist of any
   * UTF-8 characters".
   */
  static final int LONGEST_DISPLAY_NAME = 128;

  /** Facts of problems that are paths themselves. */
  private static final List<String> PATHS = List.of("belongs", "first");

  public Parsed {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  static Parsed unreadable(Problem problem) {
    return unreadable(List.of(problem));
  }

  static Parsed unreadable(List<Problem> problems) {
    return new Parsed(Optional.empty(), Optional.empty(), PathMapping.SAME, problems, List.of());
  }

  /**
   * The same, with a display name where it has none: the whole name of its object, of which the end
   * tells more where it is too long.
   *
   * @param object name of the object, or the key of a message; empty for none
   */
  public Parsed named(String object) {
    return object.isEmpty() || document.filter(Parsed::isNameless).isEmpty()
        ? this
        : new Parsed(
            document.map(job -> withDisplayName(job, end(object))),
            format,
            places,
            problems,
            warnings);
  }

  private static boolean isNameless(Json.Obj job) {
    return job.members().stream()
        .noneMatch(member -> isDisplayName(member) && !isNothing(member.value()));
  }

  /** The API takes an empty text and null for an absent one. */
  private static boolean isNothing(Json value) {
    return value instanceof Json.Null
        || (value instanceof Json.Text text && text.value().isEmpty());
  }

  private static boolean isDisplayName(Json.Member member) {
    return member.name().equals("displayName") || member.name().equals("display_name");
  }

  private static Json.Obj withDisplayName(Json.Obj job, String name) {
    Json.Member given = new Json.Member(Spelling.of(job).of("displayName"), new Json.Text(name));
    return new Json.Obj(
        Stream.concat(
                Stream.of(given), job.members().stream().filter(member -> !isDisplayName(member)))
            .toList());
  }

  private static String end(String object) {
    int surplus = object.codePointCount(0, object.length()) - LONGEST_DISPLAY_NAME;
    return surplus <= 0 ? object : object.substring(object.offsetByCodePoints(0, surplus));
  }

  /** Problems of the tree, at the paths where the user finds them. */
  public List<Problem> asWritten(List<Problem> ofTheTree) {
    return ofTheTree.stream().map(this::asWritten).toList();
  }

  private Problem asWritten(Problem problem) {
    Map<String, String> facts = new LinkedHashMap<>(problem.facts());
    for (String name : PATHS) {
      Optional.ofNullable(facts.get(name)).ifPresent(path -> putPath(facts, name, path));
    }
    String belongs = facts.getOrDefault("belongs", "");
    if (problem.code() == ProblemCode.MISPLACED_FIELD && belongs.indexOf('.') < 0) {
      facts.put("top", "the top of the document");
    }
    return new Problem(problem.code(), places.original(problem.where()), facts);
  }

  /** What the format has no place for stands where the job has it. */
  private void putPath(Map<String, String> facts, String name, String path) {
    String original = places.original(path);
    facts.put(name, original.isEmpty() ? path : original);
    if (original.isEmpty()) {
      format.ifPresent(seen -> facts.put("format", seen.text()));
    }
  }

  /** What the tree asks for, with the paths where the user finds it. */
  public JobSpec asWritten(JobSpec ofTheTree) {
    Requirements asked = ofTheTree.requirements();
    List<WorkerPool> workerPools = new ArrayList<>();
    for (WorkerPool pool : asked.workerPools()) {
      workerPools.add(new WorkerPool(places.original(pool.where()), pool.demand()));
    }
    return new JobSpec(
        ofTheTree.displayName(),
        ofTheTree.persistentResource(),
        ofTheTree.labels(),
        new Requirements(
            workerPools,
            asked.network(),
            asked.kmsKey(),
            asked.serviceAccount(),
            format.map(asked.spelling()::in).orElse(asked.spelling())),
        asWritten(ofTheTree.claims()));
  }

  private PolicyFacts asWritten(PolicyFacts claims) {
    return new PolicyFacts(
        claims.images().stream().map(this::asWritten).toList(),
        asWritten(claims.serviceAccount()),
        asWritten(claims.kmsKey()),
        claims.others().stream()
            .map(claim -> new PolicyFact(claim.kind(), asWritten(claim.what())))
            .toList(),
        asWritten(claims.replicas()),
        asWritten(claims.accelerators()),
        asWritten(claims.timeout()));
  }

  private <T> Located<T> asWritten(Located<T> located) {
    return new Located<>(places.original(located.where()), located.value());
  }
}

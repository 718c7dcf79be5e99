package dev.slipway.plan;

import dev.slipway.pool.Demand;
import dev.slipway.pool.Difference;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourcePool;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Requirements;
import dev.slipway.spec.WorkerPool;
import dev.slipway.text.Nearest;
import dev.slipway.text.Patterns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether a spec could ever run on a persistent resource, however empty it is. */
final class FeasibilityCheck {

  private static final String MACHINE_TYPE = "machineSpec.machineType";

  private static final Pattern NETWORK = Pattern.compile("projects/([^/]+)/global/networks/(.+)");

  private final PersistentResource resource;
  private final PoolAllocator capacity;

  FeasibilityCheck(PersistentResource resource) {
    this.resource = resource;
    this.capacity = new PoolAllocator(ResourcePool::capacity);
  }

  /**
   * Everything that keeps the spec from ever running here, the machines first.
   *
   * @param workerPools its own
   */
  List<Problem> problems(Requirements requirements, WorkerPools workerPools) {
    List<Problem> problems = new ArrayList<>();
    addMachines(requirements, workerPools.byShape(), problems);
    addNetwork(requirements, problems);
    addKmsKey(requirements, problems);
    addServiceAccount(requirements, problems);
    return List.copyOf(problems);
  }

  private void addMachines(
      Requirements requirements, List<ShapeGroup> groups, List<Problem> problems) {
    if (resource.pools().isEmpty()) {
      problems.add(Problem.of(ProblemCode.NO_POOLS, "", "resource", resource.id()));
      return;
    }
    if (areFitting(groups)) {
      return;
    }
    List<WorkerPool> mismatches = new ArrayList<>();
    List<PoolAllocator.SequentialAssignment> tooMuch = new ArrayList<>();
    for (ShapeGroup group : groups) {
      if (group.pools().isEmpty()) {
        mismatches.addAll(group.workerPools());
      }
      tooMuch.addAll(capacity.shortfalls(group));
    }
    requirements.workerPools().stream()
        .filter(mismatches::contains)
        .flatMap(workerPool -> mismatch(workerPool, requirements))
        .forEach(problems::add);
    PoolAllocator.sort(tooMuch, requirements.workerPools());
    for (PoolAllocator.SequentialAssignment each : tooMuch) {
      problems.add(tooLarge(each, requirements));
    }
  }

  /** Nearly all of a long queue are. */
  private boolean areFitting(List<ShapeGroup> groups) {
    for (ShapeGroup group : groups) {
      if (group.pools().isEmpty() || !capacity.shortfalls(group).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private Stream<Problem> mismatch(WorkerPool workerPool, Requirements requirements) {
    ResourcePool closest = closest(workerPool.demand());
    return workerPool.demand().shape().differencesTo(closest.shape()).stream()
        .map(
            difference ->
                mismatch(
                    workerPool.where() + "." + requirements.spelling().of(difference.field()),
                    difference,
                    closest.id()));
  }

  private static Problem mismatch(String where, Difference difference, String pool) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("asked", difference.asked());
    facts.put("pool", pool);
    facts.put("offered", difference.offered());
    if (isSlip(difference)) {
      facts.put("nearest", difference.offered());
    }
    return new Problem(ProblemCode.POOL_MISMATCH, where, facts);
  }

  /** Whether a machine type is that of the pool but for a slip of the pen. */
  private static boolean isSlip(Difference difference) {
    return difference.field().equals(MACHINE_TYPE)
        && Nearest.machineType(difference.asked(), List.of(difference.offered())).isPresent();
  }

  private ResourcePool closest(Demand demand) {
    return resource.pools().stream()
        .min(Comparator.comparingInt(pool -> distance(demand.shape().differencesTo(pool.shape()))))
        .orElseThrow();
  }

  /** Another machine is farther away than another disk. */
  private static int distance(List<Difference> differences) {
    return differences.stream()
        .mapToInt(
            difference ->
                switch (difference.field()) {
                  case MACHINE_TYPE -> isSlip(difference) ? 1 : 4;
                  case "machineSpec.acceleratorType" -> 3;
                  default -> 1;
                })
        .sum();
  }

  private static Problem tooLarge(
      PoolAllocator.SequentialAssignment tooMuch, Requirements requirements) {
    return Problem.of(
        ProblemCode.EXCEEDS_CAPACITY,
        tooMuch.workerPool().where() + "." + requirements.spelling().of("replicaCount"),
        "pool",
        tooMuch.pool().id(),
        "asked",
        tooMuch.workerPool().demand().replicas(),
        "capacity",
        tooMuch.pool().capacity(),
        "earlier",
        tooMuch.earlier());
  }

  /**
   * "Network and CMEK configs on the job should be consistent with those on the PersistentResource,
   * otherwise, the job will be rejected" (google/cloud/aiplatform/v1/custom_job.proto). A job that
   * names none is left to Vertex AI: no source says whether that is consistent.
   */
  private void addNetwork(Requirements requirements, List<Problem> problems) {
    if (!requirements.network().isEmpty()
        && !isSameNetwork(requirements.network(), resource.network())) {
      problems.add(
          differsFromResource(
              ProblemCode.NETWORK_MISMATCH,
              requirements.spelling().of("jobSpec.network"),
              requirements.network(),
              resource.network()));
    }
  }

  private void addKmsKey(Requirements requirements, List<Problem> problems) {
    if (!requirements.kmsKey().isEmpty() && !requirements.kmsKey().equals(resource.kmsKey())) {
      problems.add(
          differsFromResource(
              ProblemCode.KMS_KEY_MISMATCH,
              requirements.spelling().of("encryptionSpec.kmsKeyName"),
              requirements.kmsKey(),
              resource.kmsKey()));
    }
  }

  private Problem differsFromResource(
      ProblemCode code, String where, String asked, String offered) {
    return Problem.of(
        code,
        where,
        "asked",
        asked,
        "resource",
        resource.id(),
        "offered",
        offered.isEmpty() ? "none" : offered);
  }

  /** The API wants the project's number; that an ID may name the same project is our inference. */
  private static boolean isSameNetwork(String one, String other) {
    Optional<MatchResult> first = Patterns.match(NETWORK, one);
    Optional<MatchResult> second = Patterns.match(NETWORK, other);
    return (first.isPresent() && second.isPresent())
        ? isSameNetwork(first.get(), second.get())
        : one.equals(other);
  }

  private static boolean isSameNetwork(MatchResult one, MatchResult other) {
    boolean sameProject =
        one.group(1).equals(other.group(1)) || isNumber(one.group(1)) != isNumber(other.group(1));
    return sameProject && one.group(2).equals(other.group(2));
  }

  private static boolean isNumber(String project) {
    return project.chars().allMatch(Character::isDigit);
  }

  /**
   * A resource that enforces custom service accounts wants one in the job
   * (google/cloud/aiplatform/v1/persistent_resource.proto, ServiceAccountSpec), unless it was given
   * one itself, which then serves jobs that name none (Python SDK, persistent_resource.py).
   */
  private void addServiceAccount(Requirements requirements, List<Problem> problems) {
    if (resource.enforcesServiceAccount()
        && requirements.serviceAccount().isEmpty()
        && resource.serviceAccount().isEmpty()) {
      problems.add(
          Problem.of(
              ProblemCode.SERVICE_ACCOUNT_ENFORCED,
              requirements.spelling().of("jobSpec.serviceAccount"),
              "resource",
              resource.id()));
    }
  }
}

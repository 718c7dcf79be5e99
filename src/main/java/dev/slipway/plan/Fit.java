package dev.slipway.plan;

import dev.slipway.pool.Demand;
import dev.slipway.pool.Difference;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourcePool;
import dev.slipway.spec.Problem;
import dev.slipway.spec.ProblemCode;
import dev.slipway.spec.Requirements;
import dev.slipway.spec.WorkerPool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a spec could ever run on a persistent resource, however empty it is. */
final class Fit {

  private static final Pattern NETWORK = Pattern.compile("projects/([^/]+)/global/networks/(.+)");

  private final PersistentResource resource;
  private final PoolIndex index;
  private final Map<String, Long> capacities = new HashMap<>();

  Fit(PersistentResource resource, PoolIndex index) {
    this.resource = resource;
    this.index = index;
    resource.pools().forEach(pool -> capacities.put(pool.id(), pool.capacity()));
  }

  /** Everything that keeps the spec from ever running here, the machines first. */
  List<Problem> problems(Requirements requirements) {
    List<Problem> problems = new ArrayList<>(machines(requirements));
    network(requirements).ifPresent(problems::add);
    kmsKey(requirements).ifPresent(problems::add);
    serviceAccount(requirements).ifPresent(problems::add);
    return problems;
  }

  private List<Problem> machines(Requirements requirements) {
    if (resource.pools().isEmpty()) {
      return List.of(Problem.of(ProblemCode.NO_POOLS, "", "resource", resource.id()));
    }
    List<Problem> mismatches =
        requirements.workerPools().stream()
            .filter(workerPool -> index.poolsOf(workerPool.demand().shape()).isEmpty())
            .flatMap(workerPool -> mismatch(workerPool, requirements).stream())
            .toList();
    return mismatches.isEmpty() ? tooLarge(requirements) : mismatches;
  }

  private List<Problem> mismatch(WorkerPool workerPool, Requirements requirements) {
    ResourcePool closest = closest(workerPool.demand());
    return workerPool.demand().shape().differencesTo(closest.shape()).stream()
        .map(
            difference ->
                Problem.of(
                    ProblemCode.POOL_MISMATCH,
                    workerPool.where() + "." + requirements.spelling().of(difference.field()),
                    "asked",
                    difference.asked(),
                    "pool",
                    closest.id(),
                    "offered",
                    difference.offered()))
        .toList();
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
                  case "machineSpec.machineType" -> 4;
                  case "machineSpec.acceleratorType" -> 3;
                  default -> 1;
                })
        .sum();
  }

  private List<Problem> tooLarge(Requirements requirements) {
    Charge charge = new Charge(index, capacities);
    if (charge.place(requirements.demands()).isPresent()) {
      return List.of();
    }
    return charge.shortfalls(requirements.workerPools()).stream()
        .map(
            shortfall ->
                Problem.of(
                    ProblemCode.EXCEEDS_CAPACITY,
                    shortfall.workerPool().where()
                        + "."
                        + requirements.spelling().of("replicaCount"),
                    "pool",
                    shortfall.pool().id(),
                    "asked",
                    shortfall.workerPool().demand().replicas(),
                    "capacity",
                    shortfall.pool().capacity(),
                    "earlier",
                    shortfall.earlier()))
        .toList();
  }

  /**
   * "Network and CMEK configs on the job should be consistent with those on the PersistentResource,
   * otherwise, the job will be rejected" (google/cloud/aiplatform/v1/custom_job.proto). A job that
   * names none is left to Vertex AI: no source says whether that is consistent.
   */
  private Optional<Problem> network(Requirements requirements) {
    boolean differs =
        !requirements.network().isEmpty()
            && !isSameNetwork(requirements.network(), resource.network());
    return differs
        ? Optional.of(
            differsFromResource(
                ProblemCode.NETWORK_MISMATCH,
                requirements.spelling().of("jobSpec.network"),
                requirements.network(),
                resource.network()))
        : Optional.empty();
  }

  private Optional<Problem> kmsKey(Requirements requirements) {
    boolean differs =
        !requirements.kmsKey().isEmpty() && !requirements.kmsKey().equals(resource.kmsKey());
    return differs
        ? Optional.of(
            differsFromResource(
                ProblemCode.KMS_KEY_MISMATCH,
                requirements.spelling().of("encryptionSpec.kmsKeyName"),
                requirements.kmsKey(),
                resource.kmsKey()))
        : Optional.empty();
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
    Matcher first = NETWORK.matcher(one);
    Matcher second = NETWORK.matcher(other);
    if (!first.matches() || !second.matches()) {
      return one.equals(other);
    }
    boolean sameProject =
        first.group(1).equals(second.group(1))
            || isNumber(first.group(1)) != isNumber(second.group(1));
    return sameProject && first.group(2).equals(second.group(2));
  }

  private static boolean isNumber(String project) {
    return project.chars().allMatch(Character::isDigit);
  }

  /**
   * A resource that enforces custom service accounts wants one in the job
   * (google/cloud/aiplatform/v1/persistent_resource.proto, ServiceAccountSpec), unless it was given
   * one itself, which then serves jobs that name none (Python SDK, persistent_resource.py).
   */
  private Optional<Problem> serviceAccount(Requirements requirements) {
    boolean missing =
        resource.enforcesServiceAccount()
            && requirements.serviceAccount().isEmpty()
            && resource.serviceAccount().isEmpty();
    return missing
        ? Optional.of(
            Problem.of(
                ProblemCode.SERVICE_ACCOUNT_ENFORCED,
                requirements.spelling().of("jobSpec.serviceAccount"),
                "resource",
                resource.id()))
        : Optional.empty();
  }
}

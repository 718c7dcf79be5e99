package dev.slipway.simulation;

import dev.slipway.simulation.time.SeededRandom;
import dev.slipway.storage.NewObject;
import dev.slipway.storage.ObjectStore;
import dev.slipway.storage.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What an operator does to the policy, and which was in force when. */
final class PolicyChanges {

  /** Where the policy is, for {@code SLIPWAY_POLICY}. */
  static final String ADDRESS = "gs://policies/policy.json";

  private static final String OBJECT = "policy.json";

  /** A policy, and from when on. */
  private record PolicyPeriod(SamplePolicy policy, long from) {}

  private final SimulationContext context;
  private final ObjectStore bucket;
  private final List<PolicyPeriod> periods = new ArrayList<>();

  PolicyChanges(SimulationContext context, ObjectStore bucket) {
    this.context = context;
    this.bucket = bucket;
  }

  /** Sets the first policy, and plans how it changes. */
  void plan() {
    SeededRandom random = context.random();
    if (!random.chance(0.6)) {
      set(SamplePolicy.ALLOW_ALL);
      return;
    }
    change();
    long end = context.scenario().minutes() * SeededRandom.MINUTE;
    int changes = random.number(0, 5);
    for (int i = 0; i < changes; i++) {
      context.scheduler().at(random.between(0, end), this::change);
    }
  }

  private void change() {
    set(context.random().pick(List.of(SamplePolicy.values())));
  }

  /** From now on the policy can be used, and stays as it is. */
  void calm() {
    if (!current().isReadable() || context.random().chance(0.5)) {
      set(
          context
              .random()
              .pick(
                  List.of(
                      SamplePolicy.ALLOW_ALL,
                      SamplePolicy.ALLOW_ALL,
                      SamplePolicy.ONE_IMAGE,
                      SamplePolicy.FEW_REPLICAS,
                      SamplePolicy.LOW_PRIORITIES)));
    }
  }

  private void set(SamplePolicy policy) {
    Optional<StoredObject> old = bucket.find(OBJECT);
    if (policy.document().isPresent()) {
      bucket.write(
          new NewObject(OBJECT, "application/json", Map.of()),
          policy.document().get().getBytes(StandardCharsets.UTF_8),
          old.map(StoredObject::generation));
    } else {
      old.ifPresent(it -> bucket.delete(OBJECT, it.generation()));
    }
    if (!periods.isEmpty() && current() != policy) {
      context.trace().covered(CoveragePoint.POLICY_CHANGED);
    }
    periods.add(new PolicyPeriod(policy, context.scheduler().now()));
    context.trace().record("operator", "policy " + policy);
  }

  private SamplePolicy current() {
    return periods.get(periods.size() - 1).policy();
  }

  /**
   * Whether a process that asked at some time since a moment may have been told of a policy that
   * allows a job of this spec.
   *
   * @param resource where it is launched
   * @param priority what it is launched with
   */
  boolean mayHaveAllowed(GeneratedSpec spec, String resource, int priority, long since) {
    return anySince(
        since,
        policy -> policy.allows(spec, resource) && priority <= policy.grants(spec.priority()));
  }

  /** Whether whichever policy such a process was told of allows it. */
  boolean mustHaveAllowed(GeneratedSpec spec, String resource, long since) {
    return !anySince(since, policy -> !policy.isReadable() || !policy.allows(spec, resource));
  }

  /** Whether such a process may have been told of one that refuses it. */
  boolean mayHaveRefused(GeneratedSpec spec, String resource, long since) {
    return anySince(since, policy -> policy.isReadable() && !policy.allows(spec, resource));
  }

  /**
   * For so long a process may go by what it has read: a minute; and what its wall clock may have
   * been set by, where the other one stood still.
   */
  private long lasts() {
    return SeededRandom.MINUTE + 2 * context.scenario().skew();
  }

  private boolean anySince(long since, Predicate<SamplePolicy> rule) {
    for (int i = 0; i < periods.size(); i++) {
      boolean isOver = i + 1 < periods.size() && periods.get(i + 1).from() < since - lasts();
      if (!isOver && rule.test(periods.get(i).policy())) {
        return true;
      }
    }
    return false;
  }
}

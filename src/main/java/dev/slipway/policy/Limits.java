package dev.slipway.policy;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is allowed. Each rule is empty where there is none; an empty list allows nothing.
 *
 * @param images containers and executors
 * @param lists what jobs may name
 * @param switches what is on or off
 * @param maxReplicas of a job, all worker pools together
 * @param maxAccelerators of a job, all replicas together
 * @param maxTimeout of a job
 * @param labels that a job must have
 * @param maxPriority 0 to 9
 */
record Limits(
    Optional<List<ImageRule>> images,
    Map<ListRule, List<String>> lists,
    Map<Switch, Boolean> switches,
    Optional<Long> maxReplicas,
    Optional<Long> maxAccelerators,
    Optional<Duration> maxTimeout,
    Optional<List<LabelRule>> labels,
    Optional<Integer> maxPriority) {
  Limits {
    lists = Map.copyOf(lists);
    switches = Map.copyOf(switches);
  }

  /** Everything is allowed. */
  static final Limits NONE = allowing(Map.of());

  /** Where a policy says nothing: fields that nobody has classified are denied. */
  static final Limits OF_EVERY_POLICY = allowing(Map.of(ListRule.OTHER_FIELDS, List.of()));

  private static Limits allowing(Map<ListRule, List<String>> lists) {
    return new Limits(
        Optional.empty(),
        lists,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** These rules, and where there is none, those for everybody. */
  Limits over(Limits everybody) {
    Map<ListRule, List<String>> allLists = new EnumMap<>(ListRule.class);
    allLists.putAll(everybody.lists);
    allLists.putAll(lists);
    Map<Switch, Boolean> allSwitches = new EnumMap<>(Switch.class);
    allSwitches.putAll(everybody.switches);
    allSwitches.putAll(switches);
    return new Limits(
        images.or(everybody::images),
        allLists,
        allSwitches,
        maxReplicas.or(everybody::maxReplicas),
        maxAccelerators.or(everybody::maxAccelerators),
        maxTimeout.or(everybody::maxTimeout),
        labels.or(everybody::labels),
        maxPriority.or(everybody::maxPriority));
  }

  /** What a rule lists; empty where there is no such rule. */
  Optional<List<String>> list(ListRule rule) {
    return Optional.ofNullable(lists.get(rule));
  }

  /** Whether a rule is on or off; empty where there is no such rule. */
  Optional<Boolean> isOn(Switch rule) {
    return Optional.ofNullable(switches.get(rule));
  }

  /** Whether a job must name a service account: also where accounts are listed, unless denied. */
  boolean isAccountRequired() {
    return isOn(Switch.ACCOUNT_REQUIRED).orElse(lists.containsKey(ListRule.SERVICE_ACCOUNTS));
  }

  /** Whether it matters as which account a job runs. */
  boolean areAccountsRuled() {
    return isAccountRequired() || lists.containsKey(ListRule.SERVICE_ACCOUNTS);
  }
}

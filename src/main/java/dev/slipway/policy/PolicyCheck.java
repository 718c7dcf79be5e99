package dev.slipway.policy;

import dev.slipway.problem.FirstProblems;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.JobSpec;
import dev.slipway.spec.Located;
import dev.slipway.spec.Paths;
import dev.slipway.spec.PolicyFact;
import dev.slipway.spec.PolicyFacts;
import dev.slipway.spec.SpecRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One spec against the limits of its team. */
final class PolicyCheck {

  private static final int LONGEST_FACT = 500;

  private final Limits limits;
  private final String team;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param team to name it; empty when it has no rules of its own
   */
  PolicyCheck(Limits limits, String team) {
    this.limits = limits;
    this.team = team;
  }

  Verdict of(JobSpec spec, String resource) {
    PolicyFacts claims = spec.claims();
    limits.images().ifPresent(allowed -> images(claims.images(), allowed));
    serviceAccount(claims.serviceAccount());
    kmsKey(claims.kmsKey());
    claims.others().forEach(this::claim);
    atMost(ProblemCode.POLICY_REPLICAS, claims.replicas(), limits.maxReplicas());
    atMost(ProblemCode.POLICY_ACCELERATORS, claims.accelerators(), limits.maxAccelerators());
    limits.maxTimeout().ifPresent(most -> timeout(claims.timeout(), most));
    limits.labels().ifPresent(rules -> rules.forEach(rule -> label(rule, spec.labels())));
    resource(spec, resource);
    return priority(SpecRules.priorityOf(spec));
  }

  private void images(List<Located<String>> images, List<ImageRule> allowed) {
    String list = String.join(", ", allowed.stream().map(ImageRule::written).toList());
    for (Located<String> image : images) {
      Optional<Image> name = Image.parse(image.value());
      if (name.isEmpty()) {
        note(
            ProblemCode.POLICY_IMAGE,
            image.where(),
            Map.of(
                "found",
                image.value(),
                "why",
                "it is no image name that is understood",
                "allowed",
                list));
      } else if (allowed.stream().noneMatch(rule -> rule.allows(name.get()))) {
        note(
            ProblemCode.POLICY_IMAGE,
            image.where(),
            Map.of("found", image.value(), "why", "pulled as " + name.get(), "allowed", list));
      }
    }
  }

  private void serviceAccount(Located<String> account) {
    if (account.value().isEmpty()) {
      if (limits.isAccountRequired()) {
        missing(ProblemCode.POLICY_SERVICE_ACCOUNT_MISSING, account, ListRule.SERVICE_ACCOUNTS);
      }
    } else {
      listed(ListRule.SERVICE_ACCOUNTS, account);
    }
  }

  private void kmsKey(Located<String> key) {
    if (!key.value().isEmpty()) {
      listed(ListRule.KMS_KEYS, key);
    } else if (limits.isOn(Switch.KMS_KEY_REQUIRED).orElse(false)) {
      missing(ProblemCode.POLICY_KMS_KEY_MISSING, key, ListRule.KMS_KEYS);
    }
  }

  private void missing(ProblemCode code, Located<String> absent, ListRule rule) {
    List<String> allowed = limits.list(rule).orElse(List.of());
    note(code, absent.where(), Map.of("allowed", String.join(", ", allowed)));
  }

  private void claim(PolicyFact claim) {
    switch (claim.kind()) {
      case WEB_ACCESS ->
          unlessOff(Switch.WEB_ACCESS, ProblemCode.POLICY_WEB_ACCESS, claim.what().where());
      case DASHBOARD_ACCESS ->
          unlessOff(
              Switch.DASHBOARD_ACCESS, ProblemCode.POLICY_DASHBOARD_ACCESS, claim.what().where());
      case UNCOUNTED_MACHINE ->
          limits.maxAccelerators().ifPresent(most -> uncounted(claim.what(), most));
      default -> ListRule.of(claim.kind()).ifPresent(rule -> listed(rule, claim.what()));
    }
  }

  private void unlessOff(Switch rule, ProblemCode code, String where) {
    if (!limits.isOn(rule).orElse(true)) {
      note(code, where, Map.of());
    }
  }

  private void uncounted(Located<String> machineType, long most) {
    note(
        ProblemCode.POLICY_MACHINE_TYPE,
        machineType.where(),
        Map.of("found", machineType.value(), "most", Long.toString(most)));
  }

  private void resource(JobSpec spec, String resource) {
    String where = spec.requirements().spelling().of("jobSpec.persistentResourceId");
    listed(ListRule.RESOURCES, new Located<>(where, resource));
  }

  private void listed(ListRule rule, Located<String> found) {
    limits
        .list(rule)
        .or(() -> rule == ListRule.DNS_PEERINGS ? limits.list(ListRule.NETWORKS) : Optional.empty())
        .filter(allowed -> !rule.allows(allowed, found.value()))
        .ifPresent(
            allowed ->
                note(
                    rule.code(),
                    found.where(),
                    Map.of("found", found.value(), "allowed", String.join(", ", allowed))));
  }

  private void atMost(ProblemCode code, Located<Long> asked, Optional<Long> most) {
    if (most.isPresent() && asked.value() > most.get()) {
      note(
          code,
          asked.where(),
          Map.of("asked", asked.value().toString(), "most", most.get().toString()));
    }
  }

  /** Who says nothing has Vertex AI's default. */
  private void timeout(Located<Optional<Duration>> timeout, Duration most) {
    Duration asked = timeout.value().orElse(PolicyFacts.DEFAULT_TIMEOUT);
    if (asked.compareTo(most) > 0) {
      note(
          ProblemCode.POLICY_TIMEOUT,
          timeout.where(),
          Map.of("asked", Seconds.text(asked), "most", Seconds.text(most)));
    }
  }

  private void label(LabelRule rule, Map<String, String> labels) {
    String value = labels.getOrDefault(rule.key(), "");
    if (!labels.containsKey(rule.key()) || !rule.allows(value)) {
      note(
          ProblemCode.POLICY_LABEL,
          Paths.member("labels", rule.key()),
          Map.of("label", rule.key(), "found", value, "pattern", rule.pattern().pattern()));
    }
  }

  private Verdict priority(int asked) {
    int most = limits.maxPriority().orElse(asked);
    if (asked <= most) {
      return new Verdict(FirstProblems.of(problems), List.of(), asked);
    }
    Problem capped =
        Problem.of(
            ProblemCode.POLICY_PRIORITY_CAPPED,
            Paths.member("labels", SpecRules.PRIORITY_LABEL),
            "asked",
            asked,
            "most",
            most);
    return new Verdict(FirstProblems.of(problems), List.of(capped), most);
  }

  /** Facts in the order in which they are told. */
  private void note(ProblemCode code, String where, Map<String, String> facts) {
    Map<String, String> ordered = new LinkedHashMap<>();
    for (String name : List.of("label", "found", "asked", "why", "pattern", "most", "allowed")) {
      Optional.ofNullable(facts.get(name)).ifPresent(value -> ordered.put(name, shown(value)));
    }
    if (!team.isEmpty()) {
      ordered.put("team", team);
    }
    problems.add(new Problem(code, where, ordered));
  }

  /** A spec may be long, a status may not. */
  private static String shown(String value) {
    return value.length() <= LONGEST_FACT ? value : value.substring(0, LONGEST_FACT) + "…";
  }
}

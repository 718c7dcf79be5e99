package dev.slipway.cli.doctor;

import dev.slipway.cli.Deployment;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.policy.Policy;
import dev.slipway.policy.Team;
import dev.slipway.pool.PersistentResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks at the persistent resources of a deployment. Throws what the calls throw. */
final class ResourceCheckup {

  private static final String CHECK = "resource";

  /** No team of a policy: the rules for everybody count for it. */
  private static final Team IN_NO_FOLDER = new Team.Folder("");

  private final Deployment deployment;
  private final boolean isStateThere;
  private final Policy policy;

  /**
   * @param isStateThere whether the state bucket can be asked which ones are waited for
   * @param policy in force, as far as it is known
   */
  ResourceCheckup(Deployment deployment, boolean isStateThere, Policy policy) {
    this.deployment = deployment;
    this.isStateThere = isStateThere;
    this.policy = policy;
  }

  /** A finding for each that there is, and for each that is needed and is not there. */
  List<Finding> findings() {
    if (deployment.address().location().isEmpty()) {
      return List.of(
          Finding.unknown(
              CHECK, "nobody says where jobs run", "Give --location, such as us-central1."));
    }
    List<PersistentResource> resources = deployment.resources().list();
    List<Finding> findings = new ArrayList<>();
    for (PersistentResource resource : resources) {
      findings.add(state(resource));
      unfit(resource).ifPresent(findings::add);
    }
    Set<String> missing = needed();
    missing.removeAll(resources.stream().map(PersistentResource::id).collect(Collectors.toSet()));
    for (String id : missing) {
      findings.add(
          Finding.wrong(
              CHECK,
              id + " is not there, and specs are for it",
              "Make it, or name another; 'gcloud ai persistent-resources list' shows those that are"
                  + " there."));
    }
    return findings.isEmpty() ? List.of(none()) : findings;
  }

  private Finding none() {
    return Finding.wrong(
        CHECK,
        "there is no persistent resource in " + deployment.where(),
        "Make one: https://cloud.google.com/vertex-ai/docs/training/persistent-resource-create");
  }

  /** That of specs which name none, and those that anybody waits for. */
  private Set<String> needed() {
    Set<String> needed = new TreeSet<>();
    if (!deployment.address().defaultResource().isEmpty()) {
      needed.add(deployment.address().defaultResource());
    }
    if (isStateThere) {
      deployment.queue().list().records().stream()
          .map(Versioned::value)
          .filter(entry -> !entry.isOver())
          .forEach(entry -> needed.add(entry.request().resource()));
    }
    return needed;
  }

  /**
   * The launcher keeps specs from a resource that runs their jobs as another account than theirs.
   */
  private Optional<Finding> unfit(PersistentResource resource) {
    return waiting(resource)
        .map(
            specs ->
                Finding.wrong(
                    CHECK,
                    resource.id()
                        + " does not enforce custom service accounts, and the policy rules"
                        + " accounts: "
                        + specs
                        + " for it wait",
                    "Make it anew with enableCustomServiceAccount, or take serviceAccounts and"
                        + " serviceAccountRequired out of the policy."));
  }

  /** Whose specs the policy keeps from a resource; empty for nobody's. */
  private Optional<String> waiting(PersistentResource resource) {
    Map<Boolean, List<String>> isUnfit =
        policy.teams().stream()
            .collect(
                Collectors.partitioningBy(
                    team -> policy.unfit(resource, team).isPresent(),
                    Collectors.mapping(ResourceCheckup::of, Collectors.toList())));
    List<String> named = isUnfit.getOrDefault(true, List.of());
    List<String> others = isUnfit.getOrDefault(false, List.of());
    if (policy.unfit(resource, IN_NO_FOLDER).isPresent()) {
      return Optional.of(others.isEmpty() ? "specs" : "specs other than those " + joined(others));
    }
    return named.isEmpty() ? Optional.empty() : Optional.of("specs " + joined(named));
  }

  private static String of(Team team) {
    return team.equals(Team.MESSAGES) ? "from messages" : "of team " + team.shown();
  }

  private static String joined(List<String> whose) {
    return whose.stream().sorted().collect(Collectors.joining(" and "));
  }

  private static Finding state(PersistentResource resource) {
    String fact = resource.id() + " is " + resource.state();
    return switch (resource.state()) {
      case RUNNING, UPDATING -> Finding.right(CHECK, fact);
      case PROVISIONING, REBOOTING ->
          Finding.unknown(CHECK, fact, "Specs wait until it is RUNNING.");
      case STOPPING, ERROR, UNKNOWN ->
          Finding.wrong(
              CHECK,
              fact,
              "Specs for it wait until somebody acts: 'gcloud ai persistent-resources describe'"
                  + " says what happened.");
    };
  }
}

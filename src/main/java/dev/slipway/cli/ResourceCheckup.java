package dev.slipway.cli;

import dev.slipway.dispatch.Kept;
import dev.slipway.pool.PersistentResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks at the persistent resources of a deployment. Throws what the calls throw. */
final class ResourceCheckup {

  private static final String CHECK = "resource";

  private final Deployment deployment;
  private final boolean isStateThere;

  /**
   * @param isStateThere whether the state bucket can be asked which ones are waited for
   */
  ResourceCheckup(Deployment deployment, boolean isStateThere) {
    this.deployment = deployment;
    this.isStateThere = isStateThere;
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
    resources.stream().map(ResourceCheckup::state).forEach(findings::add);
    Set<String> missing = needed();
    missing.removeAll(resources.stream().map(PersistentResource::id).collect(Collectors.toSet()));
    for (String id : missing) {
      findings.add(
          Finding.wrong(
              CHECK,
              id + " is not there, and specs are for it",
              "Make it, or name another; 'gcloud ai persistent-resources list' shows those that are there."));
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
          .map(Kept::value)
          .filter(entry -> !entry.progress().state().isOver())
          .forEach(entry -> needed.add(entry.ask().resource()));
    }
    return needed;
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
              "Specs for it wait until somebody acts: 'gcloud ai persistent-resources describe' says what happened.");
    };
  }
}

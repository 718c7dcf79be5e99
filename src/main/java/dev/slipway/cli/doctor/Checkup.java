package dev.slipway.cli.doctor;

import dev.slipway.cli.Deployment;
import dev.slipway.cli.FailureMessages;
import dev.slipway.cli.Unavailable;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.storage.StorageCallException;
import dev.slipway.vertex.VertexCallException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Looks at a deployment from outside, changing nothing. What cannot be asked is said to be unknown.
 */
final class Checkup {

  private final Deployment deployment;
  private final String policy;
  private final InstantSource clock;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param policy where the policy is; empty to look where Terraform puts it
   */
  Checkup(Deployment deployment, String policy, InstantSource clock) {
    this.deployment = deployment;
    this.policy = policy;
    this.clock = clock;
  }

  /**
   * Looks at everything.
   *
   * @throws Unavailable when Cloud Storage does not answer, or nobody is logged in
   */
  List<Finding> findings() {
    BucketCheckup buckets = new BucketCheckup(deployment);
    String specs = deployment.address().specs().bucket();
    String state = deployment.address().stateBucket();
    PolicyCheckup policies = new PolicyCheckup(deployment, policy);
    boolean areSpecsThere = check("spec bucket", () -> List.of(buckets.reached(specs)));
    boolean isStateThere = check("state bucket", () -> List.of(buckets.reached(state)));
    if (areSpecsThere) {
      check("your rights", () -> List.of(buckets.rights()));
    }
    if (isStateThere) {
      check("deployment", () -> List.of(buckets.owner()));
      if (!deployment.isLocal()) {
        check("outcomes", () -> List.of(buckets.outcomes()));
      }
      HealthCheckup life = new HealthCheckup(deployment, clock);
      check("last tick", life::tick);
      check("queue", life::queue);
      check("launching", () -> List.of(life.pause()));
      check("policy", () -> List.of(policies.finding()));
    }
    check(
        "resources",
        () -> new ResourceCheckup(deployment, isStateThere, policies.inForce()).findings());
    check("filter", new FilterCheckup(deployment, clock)::findings);
    findings.add(notAsked());
    return List.copyOf(findings);
  }

  /** Notes what a check finds; returns whether it found nothing amiss. */
  private boolean check(String what, Supplier<List<Finding>> check) {
    List<Finding> found = tried(what, check);
    findings.addAll(found);
    return found.stream().allMatch(finding -> finding.mark() == Finding.Mark.RIGHT);
  }

  private List<Finding> tried(String what, Supplier<List<Finding>> check) {
    try {
      return check.get();
    } catch (StorageCallException e) {
      return List.of(failed(what, e));
    } catch (VertexCallException e) {
      Unavailable excuse = FailureMessages.of(e, deployment);
      if (e.isOfCredentials()) {
        throw excuse;
      }
      String fact = String.valueOf(excuse.getMessage());
      return List.of(
          e.isOfPermissions()
              ? Finding.unknown(what, fact, "")
              : Finding.wrong(what, fact, "Look at Google's service health, and try again."));
    } catch (RetryLater e) {
      return List.of(Finding.wrong(what, String.valueOf(e.getMessage()), ""));
    }
  }

  private Finding failed(String what, StorageCallException failure) {
    Unavailable excuse = FailureMessages.of(failure, deployment);
    String fact = String.valueOf(excuse.getMessage());
    return switch (failure.why()) {
      case NO_BUCKET -> Finding.wrong(what, fact, "'terraform apply' makes one that is gone.");
      case FORBIDDEN -> Finding.unknown(what, fact, "");
      case NO_CREDENTIALS, OTHER -> throw excuse;
    };
  }

  /** The honest end of every checkup: neither Pub/Sub nor Cloud Scheduler nor IAM is called. */
  private Finding notAsked() {
    return deployment.isLocal()
        ? Finding.unknown(
            "not asked", "whether events of uploads arrive: 'slipway submit --wait' tries it", "")
        : Finding.unknown(
            "not asked",
            "subscriptions, dead letters, Cloud Scheduler, and what the launcher's account may do"
                + " in Vertex AI, but for what the lines above imply",
            "gcloud pubsub subscriptions list; gcloud scheduler jobs list --location=%1$s; an upload tries all."
                .formatted(
                    deployment.address().location().isEmpty()
                        ? "LOCATION"
                        : deployment.address().location()));
  }
}

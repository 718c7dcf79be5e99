package dev.slipway.cli.doctor;

import dev.slipway.cli.Deployment;
import dev.slipway.storage.tools.BucketAccess;
import dev.slipway.wiring.DeploymentAddress;
import java.util.ArrayList;
import java.util.List;

/** Looks at the two buckets of a deployment. Throws what their calls throw. */
final class BucketCheckup {

  /** What operators have on the spec bucket, in terraform/identity.tf. */
  private static final List<String> RIGHTS =
      List.of(
          "storage.objects.get",
          "storage.objects.list",
          "storage.objects.create",
          "storage.objects.delete");

  private static final String STATUS = "status/";

  private final Deployment deployment;

  BucketCheckup(Deployment deployment) {
    this.deployment = deployment;
  }

  /** Whether a bucket is there, for us. */
  Finding reached(String bucket) {
    boolean isState = bucket.equals(deployment.address().stateBucket());
    var unused = deployment.bucket(bucket).page(isState ? STATUS : "", "", 1);
    return Finding.right(isState ? "state bucket" : "spec bucket", "gs://" + bucket + " answers");
  }

  /** Whether the state bucket is this deployment's; a location that nobody says is not compared. */
  Finding owner() {
    DeploymentAddress address = deployment.address();
    String state = "gs://" + address.stateBucket();
    return deployment
        .owner()
        .find()
        .map(
            owner ->
                owner.project().equals(address.project())
                        && (address.location().isEmpty()
                            || owner.location().equals(address.location()))
                        && owner.specBucket().equals(address.specs().bucket())
                    ? Finding.right("deployment", state + " belongs to " + owner)
                    : Finding.wrong(
                        "deployment",
                        state + " belongs to another deployment: " + owner,
                        "Name the right buckets; give each deployment a state bucket of its own."))
        .orElseGet(
            () ->
                Finding.unknown(
                    "deployment",
                    state + " has no control/deployment: no launcher has started",
                    ""));
  }

  /** What whoever asks may do with specs. */
  Finding rights() {
    String bucket = deployment.address().specs().bucket();
    List<String> granted = deployment.access(bucket).granted(RIGHTS);
    List<String> missing = new ArrayList<>(RIGHTS);
    missing.removeAll(granted);
    return missing.isEmpty()
        ? Finding.right("your rights", "you may read, upload, replace and delete specs")
        : Finding.unknown(
            "your rights",
            "on gs://" + bucket + " you lack " + String.join(", ", missing),
            "Terraform's 'uploaders' may create, its 'operators' do all; rights with a condition do"
                + " not show here.");
  }

  /** Whether changes of statuses are told to a topic. */
  Finding outcomes() {
    String bucket = deployment.address().stateBucket();
    List<BucketAccess.Told> told =
        deployment.access(bucket).notifications().stream()
            .filter(each -> STATUS.startsWith(each.prefix()))
            .toList();
    return told.isEmpty()
        ? Finding.wrong(
            "outcomes",
            "no topic is told of statuses in gs://" + bucket,
            "'terraform apply' makes the notification; nothing but who subscribes to outcomes needs"
                + " it.")
        : Finding.right("outcomes", "statuses are told to " + told.get(0).topic());
  }
}

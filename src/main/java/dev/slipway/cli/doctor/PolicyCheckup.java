package dev.slipway.cli.doctor;

import dev.slipway.cli.Deployment;
import dev.slipway.dispatch.port.Policies;
import dev.slipway.policy.Policy;
import dev.slipway.storage.ObjectStore;
import dev.slipway.wiring.PolicyAddress;
import java.util.List;

/** Looks whether the policy could be used, by the function's own code. */
final class PolicyCheckup {

  private static final int MOST = 2;

  private final Deployment deployment;
  private final String address;
  private Policy inForce = Policy.ALLOW_ALL;

  /**
   * @param address as SLIPWAY_POLICY has it; empty to look where Terraform puts it
   */
  PolicyCheckup(Deployment deployment, String address) {
    this.deployment = deployment;
    this.address = address;
  }

  /**
   * What {@link #finding} came upon; while that is none that can be used, everything is allowed.
   */
  Policy inForce() {
    return inForce;
  }

  Finding finding() {
    if (address.equals(PolicyAddress.NONE)) {
      return Finding.right("policy", "there is none, on purpose: every spec is allowed");
    }
    if (!address.isEmpty()) {
      return at(address);
    }
    ObjectStore state = deployment.state();
    List<String> there =
        state.page(PolicyAddress.FOLDER, "", MOST).objects().stream()
            .map(object -> state.address(object.name()))
            .toList();
    return switch (there.size()) {
      case 0 ->
          Finding.unknown(
              "policy",
              "there is none in " + state.address(PolicyAddress.FOLDER) + ": every spec is allowed",
              "Terraform's policy_file sets one, such as a copy of function/policy.json; --policy"
                  + " names one that is elsewhere, or says none.");
      case 1 -> at(there.get(0));
      default ->
          Finding.unknown(
              "policy",
              "there are several in " + state.address(PolicyAddress.FOLDER),
              "Name the one that SLIPWAY_POLICY of the function names, with --policy.");
    };
  }

  private Finding at(String text) {
    PolicyAddress place = new PolicyAddress(text);
    if (place.bucket().isEmpty()) {
      return Finding.unknown(
          "policy",
          text + " is a file, where the function runs",
          "'slipway check --policy' reads it.");
    }
    if (!place.isWhole()) {
      return Finding.wrong("policy", text + " names no object", "It must be gs://BUCKET/OBJECT.");
    }
    Policies.Current current = place.current(deployment::bucket);
    inForce = current.policy().orElse(inForce);
    return current.policy().isPresent()
        ? Finding.right("policy", text + " can be used")
        : Finding.wrong(
            "policy",
            current.why(),
            "Until it can be used nothing is launched. docs/POLICY.md has every key; 'terraform"
                + " apply' puts it back.");
  }
}

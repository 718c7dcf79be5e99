package dev.slipway.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is allowed. Each rule is empty where there is none; an empty list allows nothing.
 *
 * @param images containers and executors
 * @param serviceAccounts e-mail addresses
 * @param accountRequired whether a job must name a service account
 * @param networks full names of networks and network attachments
 * @param maxReplicas of a job, all worker pools together
 * @param maxAccelerators of a job, all replicas together
 * @param maxTimeout of a job
 * @param labels that a job must have
 * @param resources IDs of persistent resources
 * @param maxPriority 0 to 9
 */
record Limits(
    Optional<List<ImageRule>> images,
    Optional<List<String>> serviceAccounts,
    Optional<Boolean> accountRequired,
    Optional<List<String>> networks,
    Optional<Long> maxReplicas,
    Optional<Long> maxAccelerators,
    Optional<Duration> maxTimeout,
    Optional<List<LabelRule>> labels,
    Optional<List<String>> resources,
    Optional<Integer> maxPriority) {

  /** Everything is allowed. */
  static final Limits NONE =
      new Limits(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** These rules, and where there is none, those for everybody. */
  Limits over(Limits everybody) {
    return new Limits(
        images.or(everybody::images),
        serviceAccounts.or(everybody::serviceAccounts),
        accountRequired.or(everybody::accountRequired),
        networks.or(everybody::networks),
        maxReplicas.or(everybody::maxReplicas),
        maxAccelerators.or(everybody::maxAccelerators),
        maxTimeout.or(everybody::maxTimeout),
        labels.or(everybody::labels),
        resources.or(everybody::resources),
        maxPriority.or(everybody::maxPriority));
  }
}

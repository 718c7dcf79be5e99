package dev.slipway.dispatch;

import dev.slipway.policy.Policy;

/**
 * What a spec is read with, besides its bytes.
 *
 * @param defaultResource the persistent resource used when the spec names none; empty for none
 * @param name from which a job without a display name gets one
 * @param team whose rules of the policy count
 * @param policy what is allowed
 */
record SpecContext(String defaultResource, String name, String team, Policy policy) {

  /**
   * That of a submission.
   *
   * @param defaultResource the persistent resource used when the spec names none; empty for none
   * @param publishedName what its publisher calls it; empty for none: then it is called as its
   *     object or key
   */
  static SpecContext of(
      String defaultResource, Submission submission, String publishedName, Policy policy) {
    return new SpecContext(
        defaultResource,
        publishedName.isEmpty() ? submission.object() : publishedName,
        team(submission),
        policy);
  }

  /** The team whose rules count for a submission. */
  static String team(Submission submission) {
    return submission.isPublished() ? Submission.PUBSUB : Policy.teamOf(submission.object());
  }
}

package dev.slipway.spec;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a job would be allowed to do if it ran: what a policy decides by, besides labels and the
 * persistent resource. Texts are empty when absent.
 *
 * @param images the image of each worker pool that takes machines, a container's or that of a
 *     Python package's executor, as written; an empty one for a worker pool without
 * @param serviceAccount the account the job asks to run as
 * @param kmsKey the Cloud KMS key it asks to be encrypted with
 * @param others everything else that a policy rules, and every field that nobody has classified
 * @param replicas of all worker pools together
 * @param accelerators of all replicas together, also those that a machine type brings unasked
 * @param timeout how long it may run; empty when it does not say
 */
public record PolicyFacts(
    List<Located<String>> images,
    Located<String> serviceAccount,
    Located<String> kmsKey,
    List<PolicyFact> others,
    Located<Long> replicas,
    Located<Long> accelerators,
    Located<Optional<Duration>> timeout) {

  /** Vertex AI's for a job that gives none (google/cloud/aiplatform/v1/custom_job.proto). */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofDays(7);

  /** Of a spec that asks for nothing. */
  public static final PolicyFacts NONE =
      new PolicyFacts(
          List.of(),
          new Located<>("", ""),
          new Located<>("", ""),
          List.of(),
          new Located<>("", 0L),
          new Located<>("", 0L),
          new Located<>("", Optional.empty()));

  public PolicyFacts {
    images = List.copyOf(images);
    others = List.copyOf(others);
  }
}

package dev.slipway.plan;

import dev.slipway.pool.PersistentResource;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Requirements;
import java.util.ArrayList;
import java.util.List;

/**
 * What may surprise where a spec and a persistent resource meet, but stops no launch: no source
 * says what Vertex AI makes of it.
 */
public final class Advice {

  private Advice() {}

  /** Warnings for a spec that is to run on a resource. */
  public static List<Problem> of(PersistentResource resource, Requirements requirements) {
    List<Problem> warnings = new ArrayList<>();
    if (requirements.network().isEmpty() && !resource.network().isEmpty()) {
      warnings.add(
          leftOut(
              ProblemCode.NETWORK_LEFT_OUT,
              requirements.spelling().of("jobSpec.network"),
              resource,
              resource.network()));
    }
    if (requirements.kmsKey().isEmpty() && !resource.kmsKey().isEmpty()) {
      warnings.add(
          leftOut(
              ProblemCode.KMS_KEY_LEFT_OUT,
              requirements.spelling().of("encryptionSpec.kmsKeyName"),
              resource,
              resource.kmsKey()));
    }
    if (!requirements.serviceAccount().isEmpty() && !resource.enforcesServiceAccount()) {
      warnings.add(
          Problem.of(
              ProblemCode.SERVICE_ACCOUNT_NOT_ENABLED,
              requirements.spelling().of("jobSpec.serviceAccount"),
              "asked",
              requirements.serviceAccount(),
              "resource",
              resource.id()));
    }
    if (resource.isForRay()) {
      warnings.add(
          Problem.of(
              ProblemCode.RAY_ON_RESOURCE,
              requirements.spelling().of("jobSpec.persistentResourceId"),
              "resource",
              resource.id()));
    }
    return List.copyOf(warnings);
  }

  /**
   * The same beside other warnings. Where a policy rules accounts, to leave the account out is no
   * way out.
   */
  public static List<Problem> beside(
      List<Problem> others, PersistentResource resource, Requirements requirements) {
    boolean isRuled =
        others.stream()
            .anyMatch(other -> other.code() == ProblemCode.POLICY_RESOURCE_RUNS_AS_AGENT);
    return of(resource, requirements).stream()
        .filter(w -> !isRuled || w.code() != ProblemCode.SERVICE_ACCOUNT_NOT_ENABLED)
        .toList();
  }

  private static Problem leftOut(
      ProblemCode code, String where, PersistentResource resource, String offered) {
    return Problem.of(code, where, "resource", resource.id(), "offered", offered);
  }
}

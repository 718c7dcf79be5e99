package dev.slipway.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.policy.Policy;
import dev.slipway.policy.Team;
import dev.slipway.policy.Verdict;
import dev.slipway.spec.JobSpec;
import dev.slipway.spec.SpecParser;
import dev.slipway.vertex.JobSchema;

/** Policies: unreadable ones allow nothing, all others judge a spec that asks for much. */
final class PolicyTarget {

  private static final JobSpec SPEC =
      new JobSchema("us-central1")
          .check(
              SpecParser.parse(
                      """
                      {"displayName": "train", "labels": {"team": "vision", "cost-center": "cc-1234",
                         "slipway-priority": "7", "note": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"},
                       "jobSpec": {
                         "serviceAccount": "trainer@my-project.iam.gserviceaccount.com",
                         "network": "projects/123456789012/global/networks/training",
                         "scheduling": {"timeout": "86401s"},
                         "workerPoolSpecs": [
                           {"replicaCount": 1, "machineSpec": {"machineType": "a2-highgpu-1g",
                              "acceleratorType": "NVIDIA_TESLA_A100", "acceleratorCount": 1},
                            "containerSpec": {
                              "imageUri": "us-docker.pkg.dev/my-project/training/net@sha256:aa"}},
                           {"replicaCount": 9, "machineSpec": {"machineType": "n1-standard-4"},
                            "containerSpec": {"imageUri": "Evil.io:443/x:latest"}}]}}
                      """
                          .getBytes(UTF_8))
                  .document()
                  .orElseThrow())
          .spec();

  private PolicyTarget() {}

  /** Jazzer's entry point. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    Policy.Reading reading = Policy.parse(bytes);
    Told.check(reading.problems());
    if (reading.policy().isPresent() != reading.problems().isEmpty()) {
      throw new AssertionError("either a policy or problems: " + reading.problems());
    }
    reading.policy().ifPresent(policy -> judge(policy, new Team.Folder("")));
    reading.policy().ifPresent(policy -> judge(policy, new Team.Folder("vision")));
    reading.policy().ifPresent(policy -> judge(policy, Team.MESSAGES));
  }

  private static void judge(Policy policy, Team team) {
    Verdict verdict = policy.check(SPEC, "training", team);
    Told.check(verdict.problems());
    Told.check(verdict.warnings());
    if (verdict.priority() < 0 || verdict.priority() > 7) {
      throw new AssertionError("7 asked for, granted " + verdict.priority());
    }
  }
}
